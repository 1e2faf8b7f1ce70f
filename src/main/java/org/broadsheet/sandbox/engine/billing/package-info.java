/** Subscriptions and their invoices: how a promise becomes a sum due, and a sum due becomes money. */
@NullMarked
package org.broadsheet.sandbox.engine.billing;

import org.jspecify.annotations.NullMarked;
