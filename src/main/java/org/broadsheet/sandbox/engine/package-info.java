/** What happens to Stripe's objects, as plain rules: no Spring, no SQL, no clock but the one it is given. */
@NullMarked
package org.broadsheet.sandbox.engine;

import org.jspecify.annotations.NullMarked;
