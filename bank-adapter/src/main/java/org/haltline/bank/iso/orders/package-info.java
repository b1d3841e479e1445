/// Between the orders of this house and the ISO 20022 messages: what can be said, how, and what an
/// answer means.
@NullMarked
package org.haltline.bank.iso.orders;

import org.jspecify.annotations.NullMarked;
