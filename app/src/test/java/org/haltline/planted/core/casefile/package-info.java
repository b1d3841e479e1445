/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.casefile;

import org.jspecify.annotations.NullMarked;
