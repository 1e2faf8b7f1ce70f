package org.broadsheet.mail;

import java.util.Optional;

/**
 * What a higher module puts into a mail besides its words. Asked when the mail is sent, outside any transaction, so that the queue holds
 * no files; asked again when sending is tried again.
 */
@FunctionalInterface
public interface EnclosureSource {

    /** @param messageKey as it was given in {@link Message#key} */
    Optional<Enclosure> of(String messageKey);
}
