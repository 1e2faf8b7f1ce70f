package org.broadsheet.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.broadsheet.payments.InboxEntry.State;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@RecordApplicationEvents
class InboxTests extends PaymentsScene {
    @Autowired
    Inbox inbox;

    @Autowired
    EventWorker worker;

    @Autowired
    Ownership ownership;

    @Autowired
    ApplicationEvents told;

    @Test
    void a_stored_event_that_comes_ten_times_at_once_is_posted_once() throws Exception {
        var promises = new ArrayList<UUID>();
        var arrivals = new ArrayList<Callable<Boolean>>();
        for (int number = 0; number < 12; number++) {
            var promise = opened();
            promises.add(promise);
            stripe.says(promise, paidFirst(promise));
            var event = event("evt_" + promise, invoice("in_1" + promise, ownership.mark(promise)));
            arrivals.addAll(Collections.nCopies(10, () -> {
                inbox.receive(event);
                worker.drain();
                return true;
            }));
        }
        Collections.shuffle(arrivals, new java.util.Random(20261125));
        try (var ten = Executors.newFixedThreadPool(10)) {
            for (var each : ten.invokeAll(arrivals)) assertThat(each.get()).isTrue();
        }

        for (var promise : promises) {
            untilDone("evt_" + promise);
            assertThat(heard.of(promise))
                    .filteredOn(PaymentSettled.class::isInstance)
                    .hasSize(1);
            assertThat(payments.of(promise)).hasSize(1);
            assertThat(sql.sql("select count(*) from ledger.transaction where source = :source")
                            .param("source", "txn_" + promise)
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void thirty_who_look_at_one_promise_at_once_look_few_times_and_all_see_it() throws Exception {
        var promise = opened();
        stripe.says(promise, paidFirst(promise));
        stripe.door = new CountDownLatch(1);
        int before = stripe.read.get();
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = new ArrayList<java.util.concurrent.Future<CheckoutState>>();
            for (int number = 0; number < 30; number++) {
                looks.add(many.submit(() -> refresher.refresh(promise)));
            }
            Awaitility.await().until(() -> stripe.read.get() > before);
            stripe.door.countDown();
            for (var each : looks) assertThat(each.get()).isEqualTo(CheckoutState.PAID);
        }

        assertThat(stripe.read.get() - before).isBetween(1, 4);
    }

    @Nested
    class An_event_about_something_that_stripe_does_not_know_yet {
        @Test
        void is_parked_and_done_as_soon_as_stripe_knows() {
            var promise = opened();
            var id = "evt_early" + promise;
            inbox.receive(event(id, invoice("in_1" + promise, Map.of())));
            untilParked(id);

            stripe.says(promise, paidFirst(promise));
            stripe.belongs("in_1" + promise, ownership.mark(promise));
            due(id);
            worker.drain();

            untilDone(id);
            assertThat(payments.of(promise)).hasSize(1);
        }

        @Test
        void is_tried_after_a_minute_five_an_hour_a_day_and_two_and_then_given_up_with_an_alarm() {
            var id = "evt_never" + UUID.randomUUID();
            inbox.receive(event(id, invoice("in_never" + UUID.randomUUID(), Map.of())));
            untilParked(id);
            var waits = new ArrayList<Duration>();
            for (int attempt = 1; attempt <= 5; attempt++) {
                waits.add(untilNext(id));
                due(id);
                int now = attempt + 1;
                worker.drain();
                Awaitility.await().until(() -> attempts(id) == now);
            }

            assertThat(waits)
                    .containsExactly(
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(5),
                            Duration.ofHours(1),
                            Duration.ofDays(1),
                            Duration.ofDays(2));
            Awaitility.await().until(() -> state(id).equals("dead"));
            assertThat(told.stream(Alarm.class)).contains(new Alarm("inbox.dead", id));
            assertThat(inbox.entries(State.DEAD, 1000, 0))
                    .filteredOn(each -> each.id().equals(id))
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.why()).isEqualTo("parked");
                        assertThat(each.replayable()).isTrue();
                    });
        }

        @Test
        void may_be_replayed_after_it_was_given_up() {
            var promise = opened();
            var id = "evt_dead" + promise;
            inbox.receive(event(id, invoice("in_1" + promise, Map.of())));
            untilParked(id);
            sql.sql("update payments.stripe_event_work set state = 'dead' where stripe_event_id = :id")
                    .param("id", id)
                    .update();
            stripe.says(promise, paidFirst(promise));
            stripe.belongs("in_1" + promise, ownership.mark(promise));

            assertThat(inbox.replay(id)).isTrue();
            worker.drain();

            untilDone(id);
            assertThat(payments.of(promise)).hasSize(1);
            assertThat(inbox.replay("evt_nobody")).isFalse();
        }
    }

    @Test
    void an_event_of_an_older_version_of_stripes_api_is_looked_up_afresh() {
        var promise = opened();
        stripe.says(promise, paidFirst(promise));
        stripe.belongs("in_1" + promise, ownership.mark(promise));
        var id = "evt_old" + promise;
        var old = """
                {"id": "%s", "api_version": "2020-08-27", "data": {"object":
                    {"object": "invoice", "id": "in_1%s", "subscription": "sub_%s", "paid": true}}}
                """.formatted(id, promise, UUID.randomUUID());

        inbox.receive(new ReceivedEvent(
                id, "invoice.paid", "in_1" + promise, "2020-08-27", false, old.getBytes(StandardCharsets.UTF_8)));

        untilDone(id);
        assertThat(payments.of(promise)).hasSize(1);
    }

    @Test
    void somebody_elses_event_is_kept_and_left_alone() {
        stripe.belongs("in_foreign", Map.of("their_own", "mark"));
        inbox.receive(event(
                "evt_foreign",
                invoice(
                        "in_foreign",
                        Map.of("broadsheet_instance", UUID.randomUUID().toString()))));

        Awaitility.await().until(() -> state("evt_foreign").equals("ignored"));
        assertThat(inbox.entries(State.IGNORED, 1000, 0))
                .filteredOn(each -> each.id().equals("evt_foreign"))
                .singleElement()
                .satisfies(each -> assertThat(each.why()).isEqualTo("foreign"));
    }

    @Test
    void an_event_of_the_other_mode_is_kept_and_never_worked_on() {
        var promise = opened();
        stripe.says(promise, paidFirst(promise));
        var ours = event("evt_live" + promise, invoice("in_1" + promise, ownership.mark(promise)));

        inbox.receive(new ReceivedEvent(ours.id(), ours.type(), ours.objectId(), null, true, ours.payload()));
        worker.drain();

        assertThat(state(ours.id())).isEqualTo("ignored");
        assertThat(payments.of(promise)).isEmpty();
    }

    @Test
    void an_event_with_our_mark_and_a_promise_that_nobody_knows_waits_for_somebody() {
        var id = "evt_lost" + UUID.randomUUID();
        inbox.receive(event(id, invoice("in_lost" + UUID.randomUUID(), ownership.mark(UUID.randomUUID()))));

        untilParked(id);
    }

    @Test
    void while_stripe_is_silent_it_waits() {
        var promise = opened();
        stripe.answers = false;
        var id = "evt_silent" + promise;
        inbox.receive(event(id, invoice("in_1" + promise, ownership.mark(promise))));

        Awaitility.await().until(() -> "unreachable".equals(failure(id)));
        assertThat(untilNext(id)).isEqualTo(Duration.ofMinutes(1));
    }

    private static ReceivedEvent event(String id, String object) {
        var body = "{\"id\": \"%s\", \"type\": \"invoice.paid\", \"data\": {\"object\": %s}}".formatted(id, object);
        return new ReceivedEvent(
                id, "invoice.paid", "in_x", "2026-07-29.dahlia", false, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String invoice(String id, Map<String, String> marks) {
        var metadata = marks.entrySet().stream()
                .map(each -> "\"%s\": \"%s\"".formatted(each.getKey(), each.getValue()))
                .toList();
        return """
                {"object": "invoice", "id": "%s", "parent": {"subscription_details": {"metadata": {%s}}}}
                """.formatted(id, String.join(", ", metadata));
    }

    private void untilDone(String id) {
        Awaitility.await(id).atMost(Duration.ofSeconds(30)).until(() -> {
            // Another look at the same promise may have been in the way.
            sql.sql(
                            "update payments.stripe_event_work set next_attempt_at = now() where stripe_event_id = :id and attempts = 0")
                    .param("id", id)
                    .update();
            worker.drain();
            return state(id).equals("done");
        });
    }

    private void untilParked(String id) {
        Awaitility.await(id).until(() -> "parked".equals(failure(id)));
    }

    private void due(String id) {
        sql.sql("update payments.stripe_event_work set next_attempt_at = now() where stripe_event_id = :id")
                .param("id", id)
                .update();
    }

    /** To the minute. */
    private Duration untilNext(String id) {
        var next = sql.sql("select next_attempt_at from payments.stripe_event_work where stripe_event_id = :id")
                .param("id", id)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        return Duration.ofMinutes(
                Math.round(Duration.between(Instant.now(), next).toSeconds() / 60.0));
    }

    private int attempts(String id) {
        return sql.sql(
                        "select attempts from payments.stripe_event_work where stripe_event_id = :id and next_attempt_at > now() - interval '1 minute' and failure = 'parked'")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private String state(String id) {
        return column("state", id);
    }

    private String failure(String id) {
        return column("failure", id);
    }

    private String column(String name, String id) {
        List<String> values = sql.sql(
                        "select coalesce(" + name + ", '') from payments.stripe_event_work where stripe_event_id = :id")
                .param("id", id)
                .query(String.class)
                .list();
        return values.isEmpty() ? "" : values.getFirst();
    }
}
