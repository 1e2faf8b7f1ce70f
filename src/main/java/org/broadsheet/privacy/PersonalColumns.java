package org.broadsheet.privacy;

import java.util.List;

/** A module's page of the register of personal data: a bean in each module that has any. A test finds what is missing. */
@FunctionalInterface
public interface PersonalColumns {
    List<PersonalColumn> columns();
}
