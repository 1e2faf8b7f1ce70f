/** What time does to objects by itself. */
@NullMarked
package org.broadsheet.sandbox.engine.time;

import org.jspecify.annotations.NullMarked;
