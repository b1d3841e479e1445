/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.subject;

import org.jspecify.annotations.NullMarked;
