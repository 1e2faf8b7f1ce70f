package org.broadsheet.publication;

import java.util.Locale;
import java.util.Optional;

/** What a higher module has to tell whoever is signed in. Never asked for pages that are kept for everyone. */
@FunctionalInterface
public interface MemberNotice {
    Optional<Notice> forWhoIsSignedIn(Locale language);
}
