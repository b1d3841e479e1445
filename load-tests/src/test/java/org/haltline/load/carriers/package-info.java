/// Runs between carriers as small as they can be.
@NullMarked
package org.haltline.load.carriers;

import org.jspecify.annotations.NullMarked;
