/** Money that is asked for, taken, sent back and fought over. */
@NullMarked
package org.broadsheet.sandbox.engine.payments;

import org.jspecify.annotations.NullMarked;
