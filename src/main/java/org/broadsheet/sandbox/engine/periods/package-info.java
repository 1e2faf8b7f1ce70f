/** What a subscription's items cost for which time: periods, parts of them, what was billed and is given back. */
@NullMarked
package org.broadsheet.sandbox.engine.periods;

import org.jspecify.annotations.NullMarked;
