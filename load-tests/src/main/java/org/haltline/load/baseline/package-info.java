/// What Haltline is compared with: the least that could do the same outside work on the same disk.
@NullMarked
package org.haltline.load.baseline;

import org.jspecify.annotations.NullMarked;
