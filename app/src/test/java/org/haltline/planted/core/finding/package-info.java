/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.finding;

import org.jspecify.annotations.NullMarked;
