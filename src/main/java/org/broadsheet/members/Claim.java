package org.broadsheet.members;

import org.broadsheet.privacy.Token;

/** A way to one's account: a link, and a code for the browser that paid. */
public record Claim(Token token, String code) {}
