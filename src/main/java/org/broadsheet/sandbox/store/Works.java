package org.broadsheet.sandbox.store;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.broadsheet.sandbox.engine.Bank;
import org.broadsheet.sandbox.engine.Circumstances;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.engine.Settings;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.time.TestClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs steps: one transaction each, one at a time for an account, objects and events saved together. */
public final class Works {
    private final AccountStore accounts;
    private final ThingStore things;
    private final EventStore events;
    private final SettingStore settings;
    private final SandboxClock clock;
    private final Outbox outbox;
    private final Faults faults;
    private final TransactionTemplate transaction;
    private final Supplier<URI> address;
    private final Runnable newEvents;
    private final Semaphore sent = new Semaphore(0);

    public Works(
            JdbcClient sql,
            SandboxClock clock,
            Outbox outbox,
            Faults faults,
            TransactionTemplate transaction,
            Supplier<URI> address,
            Runnable newEvents) {
        this.accounts = new AccountStore(sql);
        this.things = new ThingStore(sql);
        this.events = new EventStore(sql);
        this.settings = new SettingStore(sql);
        this.clock = clock;
        this.outbox = outbox;
        this.faults = faults;
        this.transaction = transaction;
        this.address = address;
        this.newEvents = newEvents;
    }

    public <T> T change(Account account, Cause cause, Function<Step, T> work) {
        var done = inTransaction(() -> {
            if (!accounts.lock(account.id())) throw new GoneMeanwhile();
            return run(account, clock.now(), cause, work);
        });
        announce();
        if (done.sendsTestClock()) sent.release();
        return done.result();
    }

    /** An account comes with its endpoints, so that not even its first event goes unheard. */
    void open(byte[] keyHash, String stripeId, Function<Step, Boolean> furnish) {
        inTransaction(() -> {
            if (accounts.open(keyHash, stripeId, clock.now()) == 0) return true;
            var account = accounts.ofKey(keyHash).orElseThrow();
            return run(account, clock.now(), Cause.NONE, furnish).result();
        });
    }

    public <T> T read(Account account, Function<Step, T> work) {
        return work.apply(new Step(new Desk(account.id(), things), circumstances(clock.now(), Cause.NONE)));
    }

    /** Whose object with this id is, of one of the kinds: callers may choose ids, so the id alone tells nothing. */
    public Optional<Account> ownerOf(String id, String kind, String... orKinds) {
        return things.accountOf(
                        id,
                        Stream.concat(Stream.of(kind), Arrays.stream(orKinds)).toArray(String[]::new))
                .flatMap(accounts::ofId);
    }

    public Page page(Account account, Query query) {
        return Page.of(things.page(account.id(), query), query);
    }

    public Page events(Account account, Query query, List<String> types, @Nullable Boolean delivered) {
        return Page.of(events.page(account.id(), query, types, delivered), query);
    }

    public @Nullable Doc event(Account account, String id) {
        return events.find(account.id(), id);
    }

    public List<Doc> newest(String kind, int limit) {
        return things.newest(kind, limit);
    }

    public void delete(Account account, String id) {
        things.delete(account.id(), id);
    }

    /** What time could do nothing with. */
    public List<Parked> parked() {
        return things.parked(50);
    }

    public Settings settings() {
        return settings.all();
    }

    public void set(Setting setting, String value) {
        settings.set(setting, value);
    }

    /** To be called by whoever holds the time, see {@link TimeMachine#reset}. */
    void reset() {
        inTransaction(() -> {
            accounts.lockAll();
            faults.clear();
            settings.reset();
            accounts.deleteAll();
            return true;
        });
    }

    /** What came of a step, and whether somebody must go with a test clock once it is saved. */
    private record Done<T>(T result, boolean sendsTestClock) {}

    private <T> Done<T> run(Account account, long now, Cause cause, Function<Step, T> work) {
        var desk = new Desk(account.id(), things);
        var step = new Step(desk, circumstances(now, cause));
        var result = work.apply(step);
        TestClocks.protect(step);
        desk.keep(step);
        write(desk, now);
        return new Done<>(
                result,
                step.happenings().stream()
                        .anyMatch(happening -> happening.type().equals("test_helpers.test_clock.advancing")));
    }

    /** The last step of a test clock's way, or false when something on it has become due meanwhile. */
    boolean arrive(ThingStore.Advancing advancing) {
        return end(advancing, (step, clock) -> {
            // Its account is ours now, so that nothing more can become due.
            if (!things.accountsDue(advancing.clock(), advancing.target(), 1).isEmpty()) return false;
            TestClocks.arrive(step, clock);
            return true;
        });
    }

    void giveUp(ThingStore.Advancing advancing) {
        end(advancing, (step, clock) -> {
            TestClocks.giveUp(step, clock);
            return true;
        });
    }

    private boolean end(ThingStore.Advancing advancing, BiPredicate<Step, Doc> how) {
        var account = accounts.ofId(advancing.account());
        if (account.isEmpty()) return true;
        return change(account.get(), Cause.NONE, step -> {
            var clock = step.find(advancing.clock());
            return clock == null || how.test(step, clock);
        });
    }

    void awaitTestClock(Duration atMost) throws InterruptedException {
        if (sent.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) sent.drainPermits();
    }

    void write(Desk desk, long now) {
        desk.write(now, events, outbox);
    }

    Circumstances circumstances(long now, Cause cause) {
        // Nearly always no refusal was ordered, and then nobody needs to look again for every charge.
        var ordered = faults.all().stream().anyMatch(fault -> fault.kind() == Fault.Kind.DECLINE);
        return new Circumstances(now, address.get(), cause, ordered ? new OrderedBank() : Bank.USUAL, settings.all());
    }

    /** Refuses what it was told to: its orders are this transaction's from the first charge on. */
    private final class OrderedBank implements Bank {
        private @Nullable Reserved orders;

        @Override
        public Optional<Decline> orderedRefusal(String number) {
            if (orders == null) orders = faults.reserve(EnumSet.of(Fault.Kind.DECLINE));
            return orders.take(Fault.Kind.DECLINE, number).map(Fault::decline);
        }
    }

    /** What it tells leaves when it is done. */
    void tellAfterwards(Runnable work) {
        outbox.hold();
        try {
            work.run();
        } finally {
            outbox.letLeave();
            announce();
        }
    }

    /** There may be something to deliver. */
    void announce() {
        newEvents.run();
    }

    <T> T inTransaction(Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** The account was there a moment ago: somebody has reset the sandbox. */
    public static final class GoneMeanwhile extends RuntimeException {
        GoneMeanwhile() {
            super("The sandbox was reset meanwhile.", null, false, false);
        }
    }
}
