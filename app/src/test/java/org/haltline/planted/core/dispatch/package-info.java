/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.dispatch;

import org.jspecify.annotations.NullMarked;
