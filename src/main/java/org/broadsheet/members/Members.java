package org.broadsheet.members;

import java.util.Locale;
import java.util.Optional;
import org.broadsheet.privacy.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** People with accounts. */
@Service
public class Members {

    public MemberId memberFor(EmailAddress email, @Nullable String name, Locale language) {
        throw new UnsupportedOperationException();
    }

    public Optional<Member> find(MemberId id) {
        throw new UnsupportedOperationException();
    }

    public Claim inviteToClaim(MemberId id, byte @Nullable [] payerBrowserHash) {
        throw new UnsupportedOperationException();
    }

    public Optional<MemberId> signedIn() {
        throw new UnsupportedOperationException();
    }
}
