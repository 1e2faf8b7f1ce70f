package org.broadsheet.members;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Called after each sign-in. */
public interface SignInGreeting {
    void greet(MemberId member, HttpServletRequest request, HttpServletResponse response);
}
