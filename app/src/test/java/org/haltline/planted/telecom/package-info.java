/// Planted violations; see `Direction`.
@NullMarked
package org.haltline.planted.telecom;

import org.jspecify.annotations.NullMarked;
