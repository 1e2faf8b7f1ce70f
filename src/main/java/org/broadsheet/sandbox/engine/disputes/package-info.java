/** What can follow a payment that went well: the buyer's bank takes it back, asks, warns, or somebody looks at it. */
@NullMarked
package org.broadsheet.sandbox.engine.disputes;

import org.jspecify.annotations.NullMarked;
