@NullMarked
package org.haltline.core.casework;

import org.jspecify.annotations.NullMarked;
