package org.broadsheet.mail;

import java.util.Locale;
import java.util.UUID;

/** A leased message, still sealed. {@code attempts} counts this one. */
record QueuedMessage(
        UUID id,
        String key,
        Locale language,
        byte[] recipient,
        byte[] subject,
        byte[] html,
        byte[] text,
        int attempts) {}
