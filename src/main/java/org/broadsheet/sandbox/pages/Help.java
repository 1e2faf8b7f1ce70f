package org.broadsheet.sandbox.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be ordered, each with the line that orders it. */
final class Help {
    private static final String LINES = """
            clock -d step=month _sandbox/clock
            clock.seconds -d seconds=7200 _sandbox/clock
            clock.read _sandbox/clock
            drop -d kind=drop -d matches=checkout.session.completed _sandbox/faults
            duplicate -d kind=duplicate -d count=all _sandbox/faults
            delay -d kind=delay -d seconds=30 -d matches=invoice.* _sandbox/faults
            reorder -d kind=reorder -d count=5 -d order=shuffle -d seed=7 -d seconds=10 _sandbox/faults
            skew -d kind=skew -d seconds=-600 _sandbox/faults
            skew.date -d kind=skew -d seconds=-600 -d matches=/v1/ _sandbox/faults
            answer -d kind=answer -d status=500 -d moment=after -d method=POST -d matches=/v1/*/pay _sandbox/faults
            answer.saved -d kind=answer -d status=500 -d saved=true _sandbox/faults
            limit -d kind=answer -d status=429 -d reason=global-rate -d should_retry=true _sandbox/faults
            hang -d kind=hang -d seconds=30 -d moment=before _sandbox/faults
            reset -d kind=reset -d moment=after _sandbox/faults
            decline -d kind=decline -d matches=4242 -d code=insufficient_funds _sandbox/faults
            none -d kind=none _sandbox/faults
            faults _sandbox/faults
            settings _sandbox/settings
            settings.set -d retry_days=1,2 -d after_retries=unpaid _sandbox/settings
            deliveries _sandbox/deliveries?state=failed&limit=20
            resend -d endpoint=we_… _sandbox/events/evt_…/deliveries
            secret -d expires_in=3600 _sandbox/webhook_endpoints/we_…/secret
            state _sandbox
            empty -X POST _sandbox/reset
            """;

    private Help() {}

    record Line(String what, String command) {}

    static List<Line> lines(String address, Words words, Locale locale) {
        return Arrays.stream(LINES.strip().split("\n"))
                .map(line -> line.split(" "))
                .map(parts -> new Line(words.say(locale, "help." + parts[0]), command(parts, address)))
                .toList();
    }

    private static String command(String[] parts, String address) {
        var command = new StringBuilder("curl -H 'Accept: application/json'");
        for (int i = 1; i < parts.length - 1; i++)
            command.append(' ').append(parts[i].matches(".*[*&].*") ? "'" + parts[i] + "'" : parts[i]);
        return command.append(" '")
                .append(address)
                .append('/')
                .append(parts[parts.length - 1])
                .append('\'')
                .toString();
    }
}
