/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.codec;

import org.jspecify.annotations.NullMarked;
