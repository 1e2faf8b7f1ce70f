/** Invoices as documents: items, lines, sums, drafts, numbers, and the balance that a customer has with us. */
@NullMarked
package org.broadsheet.sandbox.engine.invoices;

import org.jspecify.annotations.NullMarked;
