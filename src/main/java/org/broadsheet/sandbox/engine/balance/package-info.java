/** What the account owns: every movement of money with its fee, what they add up to, and what is paid out of it. */
@NullMarked
package org.broadsheet.sandbox.engine.balance;

import org.jspecify.annotations.NullMarked;
