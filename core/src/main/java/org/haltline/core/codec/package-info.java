/// How facts, orders and receipts are written down: JSON.
@NullMarked
package org.haltline.core.codec;

import org.jspecify.annotations.NullMarked;
