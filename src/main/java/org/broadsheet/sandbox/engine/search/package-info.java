/** Stripe's search query language: which fields a kind is searched by, and what a query says. */
@NullMarked
package org.broadsheet.sandbox.engine.search;

import org.jspecify.annotations.NullMarked;
