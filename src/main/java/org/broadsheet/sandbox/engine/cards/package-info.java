/** What people pay with, as Stripe publishes it for testing: never a real number. */
@NullMarked
package org.broadsheet.sandbox.engine.cards;

import org.jspecify.annotations.NullMarked;
