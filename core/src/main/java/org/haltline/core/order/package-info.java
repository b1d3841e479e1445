/// What is asked of an institution: kinds, states, receipts, and the rulebook of legal limits.
@NullMarked
package org.haltline.core.order;

import org.jspecify.annotations.NullMarked;
