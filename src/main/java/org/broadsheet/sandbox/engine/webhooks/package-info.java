/** Who is told of what happens. */
@NullMarked
package org.broadsheet.sandbox.engine.webhooks;

import org.jspecify.annotations.NullMarked;
