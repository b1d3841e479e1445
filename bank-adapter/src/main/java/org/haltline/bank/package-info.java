/// Orders to banks and wallets.
@NullMarked
package org.haltline.bank;

import org.jspecify.annotations.NullMarked;
