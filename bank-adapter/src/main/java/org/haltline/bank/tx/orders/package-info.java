/// Between the orders of this house and the TX messages: what can be said, how, and what an answer
/// means.
@NullMarked
package org.haltline.bank.tx.orders;

import org.jspecify.annotations.NullMarked;
