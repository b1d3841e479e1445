/// How facts, orders and receipts are written down: JSON, pinned by approved files.
@NullMarked
package org.haltline.core.codec;

import org.jspecify.annotations.NullMarked;
