/** A reader's promise to support the newsroom, once, every month or every year, and the life of it. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "money",
            "publication",
            "payments",
            "ledger",
            "mail",
            "members",
            "appeals",
            "staff",
            "privacy"
        })
package org.broadsheet.contributions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
