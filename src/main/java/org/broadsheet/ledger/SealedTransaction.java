package org.broadsheet.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All of a transaction that its seal covers, as the table has it.
 *
 * @param entries each as {@code position account currency amount}, by position
 * @param occurredMicros since 1970, which is as precise as the table is
 * @param seal null when it has none
 */
record SealedTransaction(
        UUID id,
        String source,
        String kind,
        @Nullable UUID reference,
        long occurredMicros,
        List<String> entries,
        @Nullable Seal seal) {

    List<String> texts() {
        var texts = new ArrayList<>(List.of(
                id.toString(),
                source,
                kind,
                reference == null ? "" : reference.toString(),
                Long.toString(occurredMicros)));
        texts.addAll(entries);
        return texts;
    }
}
