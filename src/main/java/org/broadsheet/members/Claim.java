package org.broadsheet.members;

import org.broadsheet.privacy.Token;

/**
 * The way from a gift to its account: a link for the mail ({@code /claim/{token}}, long-lived, opens nothing by itself), and a code
 * that signs in at once for ten minutes, in the browser that paid only.
 */
public record Claim(Token token, String code) {
    @Override
    public String toString() {
        return "Claim[hidden]";
    }
}
