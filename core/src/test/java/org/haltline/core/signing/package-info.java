@NullMarked
package org.haltline.core.signing;

import org.jspecify.annotations.NullMarked;
