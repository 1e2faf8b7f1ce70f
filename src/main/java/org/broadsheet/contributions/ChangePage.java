package org.broadsheet.contributions;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The page on which something is changed, worded.
 *
 * @param what the last part of its address
 * @param key the form's own key
 * @param symbol of the currency, before one's own amount; null where no amount is chosen
 * @param per what follows the amount ({@code a month})
 * @param means what the choice means, in a sentence; null before there is one
 * @param charges the next three with the choice, or as they are
 * @param kept what was chosen, to be sent along
 * @param offer the one thing that might fit better; null for none
 */
public record ChangePage(
        String kind,
        String what,
        UUID id,
        int revision,
        String key,
        String amount,
        List<Choice> choices,
        @Nullable String symbol,
        @Nullable String per,
        String typed,
        @Nullable String means,
        List<ChangeWords.Line> charges,
        List<Kept> kept,
        @Nullable Offer offer,
        List<Problem> problems) {

    public record Choice(String value, String label, boolean chosen) {}

    public record Kept(String name, String value) {}

    public record Offer(String text, List<Way> ways) {}

    public record Way(String label, String address) {}

    public boolean isPreview() {
        return means != null;
    }

    public @Nullable String problem() {
        return problems.isEmpty() ? null : problems.getFirst().text();
    }
}
