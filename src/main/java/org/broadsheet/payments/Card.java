package org.broadsheet.payments;

import java.time.LocalDate;
import java.util.UUID;

/** The card that a promise is charged to. @param label as in {@code Visa 4242} */
public record Card(UUID promise, String label, LocalDate expiresOn) {}
