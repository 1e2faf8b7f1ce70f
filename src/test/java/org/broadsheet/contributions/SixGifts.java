package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.broadsheet.SandboxBuyer;
import org.broadsheet.money.Money;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;

/** Six people who give: once, once and regretted, by the month, by the year, with a card that soon fails, and not for long. */
final class SixGifts {
    private final Contributions contributions;
    private final PromiseStore store;
    private final Wires wires;
    private final Map<String, UUID> promises = new LinkedHashMap<>();

    SixGifts(Contributions contributions, PromiseStore store, Wires wires) {
        this.contributions = contributions;
        this.store = store;
        this.wires = wires;
    }

    void give() {
        give("once", Frequency.ONCE, 3_000, SandboxBuyer.GOOD_CARD);
        give("refunded", Frequency.ONCE, 2_000, SandboxBuyer.GOOD_CARD);
        give("monthly", Frequency.MONTHLY, 500, SandboxBuyer.GOOD_CARD);
        give("annual", Frequency.ANNUAL, 6_000, SandboxBuyer.GOOD_CARD);
        give("failing", Frequency.MONTHLY, 700, "4000000000000341");
        give("stopped", Frequency.MONTHLY, 800, SandboxBuyer.GOOD_CARD);
    }

    void give(String who, Frequency frequency, long amount, String card) {
        var form = Token.random();
        var browser = Token.random();
        var gift = new Gift(
                frequency,
                Money.of(amount, "EUR"),
                Money.of(0, "EUR"),
                new EmailAddress(who + "-" + UUID.randomUUID() + "@example.org"),
                who,
                Locale.ENGLISH,
                null,
                null);
        // As a reader does who is told that Stripe takes its time: the same form again is the same promise.
        var start = Awaitility.await(who)
                .atMost(Duration.ofMinutes(2))
                .until(() -> contributions.start(gift, form, browser), Start.Pay.class::isInstance);
        assertThat(wires.buyer().pay(((Start.Pay) start).page(), card)).isEqualTo(303);
        promises.put(
                who,
                store.latest(form.value(), gift.contentHash()).orElseThrow().id());
    }

    UUID promise(String who) {
        return promises.get(who);
    }

    Map<String, UUID> promises() {
        return promises;
    }
}
