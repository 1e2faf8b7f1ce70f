/** Who may hear what goes over the wire, without touching it. */
@NullMarked
package org.broadsheet.sandbox.listening;

import org.jspecify.annotations.NullMarked;
