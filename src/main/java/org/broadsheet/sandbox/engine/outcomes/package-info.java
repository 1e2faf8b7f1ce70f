/** What follows for invoices and sessions from what has become of a payment. */
@NullMarked
package org.broadsheet.sandbox.engine.outcomes;

import org.jspecify.annotations.NullMarked;
