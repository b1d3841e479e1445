/// The mailbox in which a bank finds its requests, and where it leaves its feedback.
@NullMarked
package org.haltline.bank.tx.channel;

import org.jspecify.annotations.NullMarked;
