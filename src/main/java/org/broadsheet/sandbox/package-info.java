/** A stand-in for Stripe that the official SDK talks to over HTTP; it uses nothing of the product's. */
@NullMarked
package org.broadsheet.sandbox;

import org.jspecify.annotations.NullMarked;
