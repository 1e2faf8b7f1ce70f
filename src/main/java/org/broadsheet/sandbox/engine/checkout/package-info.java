/** The hosted payment page, as far as it is rules. */
@NullMarked
package org.broadsheet.sandbox.engine.checkout;

import org.jspecify.annotations.NullMarked;
