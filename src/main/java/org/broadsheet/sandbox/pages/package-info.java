/** What a person sees: the payment page and the control page. */
@NullMarked
package org.broadsheet.sandbox.pages;

import org.jspecify.annotations.NullMarked;
