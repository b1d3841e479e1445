/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.casework;

import org.jspecify.annotations.NullMarked;
