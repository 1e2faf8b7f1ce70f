package org.broadsheet.sandbox.store;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Happening;
import org.broadsheet.sandbox.engine.Setting;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ArrayNode;

/** Webhooks that wait to be sent: put here in the transaction of the change, taken by the courier after it. */
public final class Outbox {
    private static final Set<Fault.Kind> OF_WEBHOOKS =
            EnumSet.of(Fault.Kind.DROP, Fault.Kind.DELAY, Fault.Kind.DUPLICATE, Fault.Kind.REORDER);

    private final DeliveryStore store;
    private final DeliveryHistoryStore list;
    private final ThingStore things;
    private final SettingStore settings;
    private final Faults faults;
    private final AtomicInteger holders = new AtomicInteger();

    public Outbox(JdbcClient sql, Faults faults) {
        this.store = new DeliveryStore(sql);
        this.list = new DeliveryHistoryStore(sql);
        this.things = new ThingStore(sql);
        this.settings = new SettingStore(sql);
        this.faults = faults;
    }

    void put(long account, List<Happening> happenings) {
        var endpoints =
                things
                        .like(
                                account,
                                "webhook_endpoint",
                                Fields.empty().set("status", "enabled").json())
                        .stream()
                        .map(ThingStore.Placed::doc)
                        .toList();
        // Nearly always nothing was ordered, and then there is nothing to lock.
        var reserved = faults.all().isEmpty() ? null : faults.reserve(OF_WEBHOOKS);
        var rows = Documents.JSON.createArrayNode();
        var full = new ArrayList<Fault>();
        for (var happening : happenings)
            for (var endpoint : endpoints)
                if (hears(endpoint, happening.type()))
                    if (reserved == null) add(rows, account, endpoint, happening);
                    else addDisturbed(rows, account, endpoint, happening, reserved, full);
        if (!rows.isEmpty()) store.insert(rows);
        full.forEach(this::letGo);
    }

    private static boolean hears(Doc endpoint, String type) {
        var wanted = endpoint.texts("enabled_events");
        return wanted.contains("*") || wanted.contains(type);
    }

    private static Fields add(ArrayNode rows, long account, Doc endpoint, Happening happening) {
        var row = rows.addObject()
                .put("place", rows.size())
                .put("event", happening.id())
                .put("account", account)
                .put("endpoint", endpoint.id())
                .put("state", "pending")
                .put("delay", 0);
        return new Fields(row);
    }

    private static void addDisturbed(
            ArrayNode rows, long account, Doc endpoint, Happening happening, Reserved faults, List<Fault> full) {
        var type = happening.type();
        var dropped = faults.take(Fault.Kind.DROP, type).isPresent();
        var delay = faults.take(Fault.Kind.DELAY, type).map(Fault::seconds).orElse(0);
        var copies = faults.take(Fault.Kind.DUPLICATE, type).isPresent() ? 2 : 1;
        var holder = dropped ? Optional.<Fault>empty() : faults.take(Fault.Kind.REORDER, type);
        holder.filter(Fault::isItsLast).ifPresent(full::add);
        for (int copy = 0; copy < copies; copy++) {
            var row = add(rows, account, endpoint, happening)
                    .set("state", dropped ? "dropped" : "pending")
                    .set("delay", delay + holder.map(Fault::seconds).orElse(0));
            holder.ifPresent(fault -> row.set("held_by", fault.id()));
        }
    }

    /** What a fault has held leaves all at once: in reverse, or shuffled so that the same seed gives the same order. */
    private void letGo(Fault fault) {
        var held = store.heldBy(fault.id());
        var order = new ArrayList<>(held);
        if (fault.how().is("order", "shuffle"))
            Collections.shuffle(order, new Random(fault.how().number("seed", 0)));
        else Collections.reverse(order);
        letGo(held, order);
    }

    private void letGo(List<Long> held, List<Long> order) {
        var places = Documents.JSON.createArrayNode();
        for (int i = 0; i < held.size(); i++)
            places.addObject().put("id", order.get(i)).put("place", held.get(i));
        store.letGo(places);
    }

    /** Nothing is held for ever, even if too little happens, or if all is to go well again. */
    private void letGoWhoseTimeIsUp() {
        for (var holder : store.holdersWhoseTimeIsUp())
            faults.all().stream()
                    .filter(fault -> fault.id() == holder)
                    .findFirst()
                    .ifPresentOrElse(this::letGo, () -> {
                        var held = store.heldBy(holder);
                        letGo(held, held);
                    });
    }

    /** While much happens at once, nothing leaves: it would compete with what it tells of. */
    void hold() {
        holders.incrementAndGet();
    }

    void letLeave() {
        holders.decrementAndGet();
    }

    public boolean isHeld() {
        return holders.get() > 0;
    }

    public List<Parcel> due(List<String> busy, int limit) {
        if (isHeld()) return List.of();
        letGoWhoseTimeIsUp();
        return store.due(busy, limit);
    }

    public Optional<OffsetDateTime> nextAt() {
        if (isHeld()) return Optional.empty();
        return store.nextAt();
    }

    /** How far the clock of the signature is off, in seconds: nearly always not at all. */
    public int skewOf(Parcel parcel) {
        if (!parcel.maybeSkewed()) return 0;

        return faults.take(Fault.Kind.SKEW, parcel.type()).map(Fault::seconds).orElse(0);
    }

    public void delivered(List<Delivered> all) {
        if (!all.isEmpty()) store.delivered(all);
    }

    /** Again later, as often as is set, or never again. */
    public void refused(Parcel parcel, Attempt attempt) {
        var pauses = settings.all().numbers(Setting.WEBHOOK_RETRY_SECONDS);
        if (parcel.attempts() < pauses.size())
            store.answered(parcel.id(), "pending", attempt, pauses.get(parcel.attempts()));
        else store.answered(parcel.id(), "failed", attempt, 0);
    }

    public void dropped(Parcel parcel, String why) {
        store.dropped(parcel.id(), why);
    }

    public boolean answered(@Nullable String event) {
        return event == null || store.pendingOf(event) == 0;
    }

    public int pending() {
        return store.pending();
    }

    public boolean knows(String event) {
        return store.knows(event);
    }

    public int resend(String event, @Nullable String endpoint) {
        return store.resend(event, endpoint);
    }

    public List<Told> newest(int limit) {
        return store.newest(limit);
    }

    /** A page and one more, if there is one more. */
    public List<Delivery> deliveries(Delivery.Wish wish, long before, int limit) {
        return list.page(wish, before, limit + 1);
    }
}
