/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.search;

import org.jspecify.annotations.NullMarked;
