package org.broadsheet.articles;

import jakarta.servlet.http.HttpServletRequest;

/** Tells supporters from other readers by the request alone: asked on every page view, ahead of session and security. */
public interface AudienceCheck {
    Audience audienceOf(HttpServletRequest request);
}
