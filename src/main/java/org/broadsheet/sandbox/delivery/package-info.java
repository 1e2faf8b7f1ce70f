/** Webhooks: signing, sending, trying again. */
@NullMarked
package org.broadsheet.sandbox.delivery;

import org.jspecify.annotations.NullMarked;
