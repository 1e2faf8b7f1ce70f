package org.broadsheet.sandbox.store;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Happening;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Webhooks that wait to be sent: put here in the transaction of the change, taken by the courier after it. */
public final class Outbox {
    private final DeliveryStore store;
    private final ThingStore things;
    private final Faults faults;

    public Outbox(JdbcClient sql, Faults faults) {
        this.store = new DeliveryStore(sql);
        this.things = new ThingStore(sql);
        this.faults = faults;
    }

    void put(long account, List<Happening> happenings) {
        var endpoints = things.like(
                account,
                "webhook_endpoint",
                Fields.empty().set("status", "enabled").json());
        // Nearly always nothing was ordered, and then nobody needs to look again for every event.
        var disturbed = !faults.all().isEmpty();
        var rows = Documents.JSON.createArrayNode();
        for (var happening : happenings) {
            for (var endpoint : endpoints) {
                if (!hears(endpoint, happening.type())) continue;
                var dropped = disturbed
                        && faults.take(Fault.Kind.DROP, happening.type()).isPresent();
                var delay = disturbed
                        ? faults.take(Fault.Kind.DELAY, happening.type())
                                .map(Fault::seconds)
                                .orElse(0)
                        : 0;
                var twice = disturbed
                        && faults.take(Fault.Kind.DUPLICATE, happening.type()).isPresent();
                for (int copy = 0; copy < (twice ? 2 : 1); copy++)
                    rows.addObject()
                            .put("place", rows.size())
                            .put("event", happening.id())
                            .put("account", account)
                            .put("endpoint", endpoint.id())
                            .put("state", dropped ? "dropped" : "pending")
                            .put("delay", delay);
            }
        }
        if (!rows.isEmpty()) store.insert(rows);
    }

    private static boolean hears(Doc endpoint, String type) {
        var wanted = endpoint.texts("enabled_events");
        return wanted.contains("*") || wanted.contains(type);
    }

    public List<Parcel> due(List<String> busy, int limit) {
        return store.due(busy, limit);
    }

    public Optional<OffsetDateTime> nextAt() {
        return store.nextAt();
    }

    public void delivered(Parcel parcel, String answer) {
        store.answered(parcel.id(), "delivered", answer, null);
    }

    public void tryAgain(Parcel parcel, String answer, Duration after) {
        store.answered(parcel.id(), "pending", answer, after);
    }

    public void failed(Parcel parcel, String answer) {
        store.answered(parcel.id(), "failed", answer, null);
    }

    public void dropped(Parcel parcel, String answer) {
        store.answered(parcel.id(), "dropped", answer, null);
    }

    public boolean answered(@Nullable String event) {
        return event == null || store.pendingOf(event) == 0;
    }

    public int pending() {
        return store.pending();
    }

    public int resend(String event) {
        return store.resend(event);
    }

    public List<Told> newest(int limit) {
        return store.newest(limit);
    }
}
