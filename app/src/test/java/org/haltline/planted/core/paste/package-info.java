/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.core.paste;

import org.jspecify.annotations.NullMarked;
