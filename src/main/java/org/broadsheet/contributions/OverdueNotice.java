package org.broadsheet.contributions;

import java.util.Locale;
import java.util.Optional;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.members.Members;
import org.broadsheet.money.MoneyText;
import org.broadsheet.publication.MemberNotice;
import org.broadsheet.publication.Notice;
import org.broadsheet.publication.Texts;
import org.springframework.stereotype.Component;

/** Tells a signed-in supporter, calmly, that a payment did not go through. */
@Component
class OverdueNotice implements MemberNotice {
    private final Members members;
    private final ContributionStore contributions;
    private final Texts texts;

    OverdueNotice(Members members, ContributionStore contributions, Texts texts) {
        this.members = members;
        this.contributions = contributions;
        this.texts = texts;
    }

    @Override
    public Optional<Notice> forWhoIsSignedIn(Locale language) {
        return members.signedIn().stream()
                .flatMap(member -> contributions.ofMember(member).stream())
                .filter(each -> each.state() instanceof PastDue)
                .findFirst()
                .map(each -> new Notice(
                        texts.get(language, "dunning.banner", MoneyText.format(each.amount(), language)),
                        "/account/support",
                        texts.get(language, "dunning.banner.go")));
    }
}
