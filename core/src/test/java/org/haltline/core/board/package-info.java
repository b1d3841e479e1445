@NullMarked
package org.haltline.core.board;

import org.jspecify.annotations.NullMarked;
