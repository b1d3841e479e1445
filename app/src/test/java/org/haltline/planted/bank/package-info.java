/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.bank;

import org.jspecify.annotations.NullMarked;
