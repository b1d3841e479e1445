/// A sandbox bank that fetches TX messages from a mailbox and answers them from its ledger.
@NullMarked
package org.haltline.bank.sandbox.tx;

import org.jspecify.annotations.NullMarked;
