package org.broadsheet.members;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What other modules do for a member who has just signed in, on a device that may be new. */
@FunctionalInterface
public interface SignInGreeting {
    void greet(MemberId member, HttpServletRequest request, HttpServletResponse response);
}
