package org.broadsheet.sandbox.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which statuses an object of a kind can be made with, and where it can go from each: Stripe's state machines, as one
 * table. Whoever leaves the graph has a bug, and nothing is saved.
 */
public final class Statuses {
    private static final Map<String, Map<String, List<String>>> GRAPHS = graphs("""
            charge
              new > succeeded failed pending
              pending > succeeded failed
            checkout.session
              new > open
              open > complete expired
            credit_note
              new > issued
              issued > void
            test_helpers.test_clock
              new > ready
              ready > advancing
              advancing > ready internal_failure
            invoice
              new > draft
              draft > open paid
              open > paid uncollectible void
              uncollectible > paid void
            invoice_payment
              new > open
              open > paid canceled
            payment_intent
              new > requires_payment_method
              requires_payment_method > requires_confirmation requires_action processing requires_capture succeeded canceled
              requires_confirmation > requires_payment_method requires_action processing requires_capture succeeded canceled
              requires_action > requires_payment_method requires_confirmation processing requires_capture succeeded canceled
              processing > requires_payment_method succeeded canceled
              requires_capture > succeeded canceled
            dispute
              new > needs_response warning_needs_response lost
              needs_response > under_review lost
              under_review > won lost
              warning_needs_response > warning_under_review warning_closed needs_response
              warning_under_review > warning_closed
            payout
              new > pending in_transit
              pending > in_transit canceled
              in_transit > paid failed
            mandate
              new > active
              active > inactive
            setup_intent
              new > requires_payment_method
              requires_payment_method > requires_confirmation requires_action succeeded canceled
              requires_confirmation > requires_payment_method requires_action succeeded canceled
              requires_action > requires_payment_method requires_confirmation succeeded canceled
            refund
              new > pending succeeded
              pending > succeeded failed canceled
              requires_action > succeeded failed canceled
              succeeded > failed
            subscription
              new > incomplete trialing active
              incomplete > active incomplete_expired canceled
              trialing > active paused canceled
              active > trialing past_due canceled
              past_due > active trialing unpaid canceled
              unpaid > active trialing canceled
              paused > active canceled
            subscription_schedule
              new > not_started active
              not_started > active released canceled
              active > completed released canceled
            """);

    private Statuses() {}

    /** The statuses in the order in which they are written, each with those that can follow. */
    public static Map<String, Map<String, List<String>>> graphs() {
        return GRAPHS;
    }

    static void check(String kind, boolean fresh, @Nullable String before, String after) {
        var graph = GRAPHS.get(kind);
        if (graph == null || after.equals(before)) return;
        if (fresh && graph.getOrDefault("new", List.of()).contains(after)) return;
        if (!graph.getOrDefault(before, List.of()).contains(after))
            throw new IllegalStateException("A " + kind + " cannot go from " + before + " to " + after);
    }

    private static Map<String, Map<String, List<String>>> graphs(String text) {
        var graphs = new LinkedHashMap<String, Map<String, List<String>>>();
        Map<String, List<String>> current = new LinkedHashMap<>();
        for (var line : text.strip().split("\n")) {
            var words = line.strip().split(" > ");
            if (words.length == 1) {
                current = new LinkedHashMap<>();
                graphs.put(words[0], current);
            } else {
                current.put(words[0], List.of(words[1].split(" ")));
            }
        }
        return graphs;
    }
}
