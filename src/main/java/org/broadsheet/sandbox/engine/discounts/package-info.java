/** Coupons at work: who has which, on what and until when, and what it takes off. */
@NullMarked
package org.broadsheet.sandbox.engine.discounts;

import org.jspecify.annotations.NullMarked;
