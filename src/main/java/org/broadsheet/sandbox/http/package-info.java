/** The /v1 edge: forms with brackets in, Stripe's JSON out. */
@NullMarked
package org.broadsheet.sandbox.http;

import org.jspecify.annotations.NullMarked;
