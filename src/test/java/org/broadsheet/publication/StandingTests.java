package org.broadsheet.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.broadsheet.publication.Standing.Place;
import org.junit.jupiter.api.Test;

class StandingTests {
    private final AtomicReference<Place> kept = new AtomicReference<>();

    @Test
    void the_first_place_is_where_it_stands() {
        assertThat(at("https://paper.example", "live").mayAct()).isTrue();
        assertThat(kept.get().base()).isEqualTo(URI.create("https://paper.example"));
    }

    @Test
    void another_address_another_mode_and_another_account_each_make_a_copy() {
        known("https://paper.example", "live", "acct_1");

        assertThat(with("https://paper.example", "live", "acct_1").mayAct()).isTrue();
        assertThat(with("https://copy.example", "live", "acct_1").mayAct()).isFalse();
        assertThat(with("https://paper.example", "test", "acct_1").mayAct()).isFalse();
        assertThat(with("https://paper.example", "live", "acct_2").mayAct()).isFalse();
        assertThat(with("http://localhost:8080", "live", "acct_1").mayAct()).isFalse();
    }

    @Test
    void while_stripe_has_not_told_the_account_the_rest_decides() {
        known("https://paper.example", "live", "acct_1");

        assertThat(at("https://paper.example", "live").mayAct()).isTrue();
        assertThat(at("https://copy.example", "live").mayAct()).isFalse();
    }

    @Test
    void on_a_machine_of_ones_own_ports_and_sandboxes_come_and_go() {
        known("http://localhost:8080", "test", "acct_1");

        assertThat(with("http://localhost:8081", "test", "acct_2").mayAct()).isTrue();
        assertThat(with("http://localhost:8080", "live", "acct_1").mayAct()).isFalse();
    }

    @Test
    void an_owner_may_say_that_it_moved() {
        known("https://paper.example", "live", "acct_1");
        var moved = with("https://new.example", "live", "acct_1");

        moved.confirm();

        assertThat(moved.mayAct()).isTrue();
        assertThat(with("https://paper.example", "live", "acct_1").mayAct())
                .as("the old one is the copy now")
                .isFalse();
    }

    private void known(String base, String mode, String account) {
        kept.set(new Place(URI.create(base), mode, account));
    }

    private Standing with(String base, String mode, String account) {
        var standing = at(base, mode);
        standing.declareAccount(account);
        return standing;
    }

    private Standing at(String base, String mode) {
        var store = mock(StandingStore.class);
        when(store.find()).thenAnswer(call -> Optional.ofNullable(kept.get()));
        doAnswer(call -> kept.compareAndSet(null, call.getArgument(0)))
                .when(store)
                .settle(any(), any());
        doAnswer(call -> {
                    kept.set(call.getArgument(0));
                    return null;
                })
                .when(store)
                .put(any(), any());
        var standing = new Standing(store, new PublicationSettings(URI.create(base), false), Clock.systemUTC(), false);
        standing.declare(mode);
        return standing;
    }
}
