package org.broadsheet.contributions;

import java.util.List;
import org.broadsheet.money.Money;
import org.broadsheet.staff.Role;
import org.broadsheet.staff.StaffMember;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may give back how much. In the smallest unit of whatever currency it is: a rule that has to be looked up in a table of rates is
 * none.
 *
 * @param financeAtMost what finance may give back of one payment; an owner may give back all
 * @param twoPersonsAbove from where on somebody else has to agree
 */
@ConfigurationProperties("broadsheet.refunds")
record RefundRules(
        @DefaultValue("50000") long financeAtMost,
        @DefaultValue("20000") long twoPersonsAbove) {

    boolean allows(StaffMember person, Money amount) {
        return person.may(Role.OWNER) || person.may(Role.FINANCE) && amount.minorUnits() <= financeAtMost;
    }

    boolean needsTwo(Money amount) {
        return amount.minorUnits() > twoPersonsAbove;
    }

    static final List<String> REASONS = List.of("asked", "mistake", "duplicate", "goodwill");
}
