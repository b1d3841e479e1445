/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.order;

import org.jspecify.annotations.NullMarked;
