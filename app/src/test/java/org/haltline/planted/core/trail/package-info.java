/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.trail;

import org.jspecify.annotations.NullMarked;
