/// A bank that is not one: accounts with balances, holds that are true to the law, and every fault
/// a real one has.
@NullMarked
package org.haltline.bank.sandbox;

import org.jspecify.annotations.NullMarked;
