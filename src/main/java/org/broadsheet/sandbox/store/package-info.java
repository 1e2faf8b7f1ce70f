/** The sandbox's state in PostgreSQL, one transaction a step. */
@NullMarked
package org.broadsheet.sandbox.store;

import org.jspecify.annotations.NullMarked;
