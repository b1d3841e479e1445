@NullMarked
package org.haltline.core.codec;

import org.jspecify.annotations.NullMarked;
