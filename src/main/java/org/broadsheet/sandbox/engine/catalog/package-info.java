/** What is sold and for how much less: products, prices, coupons and promotion codes. */
@NullMarked
package org.broadsheet.sandbox.engine.catalog;

import org.jspecify.annotations.NullMarked;
