/** The people who pay. */
@NullMarked
package org.broadsheet.sandbox.engine.customers;

import org.jspecify.annotations.NullMarked;
