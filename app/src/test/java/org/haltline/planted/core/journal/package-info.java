/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.journal;

import org.jspecify.annotations.NullMarked;
