package org.broadsheet.sandbox.store;

/** One Stripe account: whoever has its key sees its objects and no others. */
public record Account(long id, String stripeId, long created) {}
