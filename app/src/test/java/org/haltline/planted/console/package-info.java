/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.console;

import org.jspecify.annotations.NullMarked;
