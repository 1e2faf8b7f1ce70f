/** The Customer Portal, as far as it is rules: what people may do there, for how long, and what it leads to. */
@NullMarked
package org.broadsheet.sandbox.engine.portal;

import org.jspecify.annotations.NullMarked;
