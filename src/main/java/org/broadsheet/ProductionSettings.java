package org.broadsheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** The settings that make it production, each with the way to get it. */
record ProductionSettings(Environment environment) {
    private static final Map<String, String> OWN = new LinkedHashMap<>();
    private static final Map<String, String> STRIPE = new LinkedHashMap<>();

    static {
        OWN.put(
                "BROADSHEET_DATABASE_URL",
                "jdbc:postgresql://HOST/DATABASE?user=broadsheet_app&password=… (roles: db/README.md)");
        OWN.put("BROADSHEET_DATABASE_OWNER_URL", "the same with user=broadsheet_owner, which runs the migrations");
        OWN.put("BROADSHEET_DATABASE_REPORT_URL", "the same with user=broadsheet_report; may be a replica");
        OWN.put("BROADSHEET_SMTP_URL", "smtp://USER:PASSWORD@HOST:587 or smtps://…");
        OWN.put("BROADSHEET_MAIL_FROM", "the sender of mails: Your Paper <letters@your.paper>");
        OWN.put("BROADSHEET_BASE_URL", "the address that readers use: https://your.paper");
        OWN.put("BROADSHEET_KEYSET", "keys for personal data: start once with --new-keyset, keep what it prints safe");
        STRIPE.put("STRIPE_SECRET_KEY", "Stripe Dashboard, Developers, API keys: sk_test_… or rk_test_…");
        STRIPE.put(
                "STRIPE_WEBHOOK_SECRET",
                "Stripe Dashboard, Developers, Webhooks: whsec_…; two separated by a comma while one is rolled");
    }

    static ProductionSettings of(Environment environment) {
        return new ProductionSettings(environment);
    }

    boolean anyPresent() {
        return OWN.keySet().stream().anyMatch(this::isPresent);
    }

    void requireComplete() {
        var missing = all().entrySet().stream()
                .filter(each -> !isPresent(each.getKey()))
                .toList();
        if (!missing.isEmpty()) {
            throw new StartRefused(
                    "Production needs all of its settings. Missing:\n" + list(missing)
                            + "Without any of the BROADSHEET_ settings, local mode starts from a checkout: mvn spring-boot:run");
        }
    }

    String howTo() {
        return "Production needs these settings:\n" + list(List.copyOf(all().entrySet()));
    }

    private static Map<String, String> all() {
        var all = new LinkedHashMap<>(OWN);
        all.putAll(STRIPE);
        return all;
    }

    private static String list(List<Map.Entry<String, String>> settings) {
        return settings.stream()
                .map(each -> "  " + each.getKey() + "\n      " + each.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private boolean isPresent(String name) {
        return StringUtils.hasText(environment.getProperty(name));
    }
}
