/// The house between three carriers that speak as real ones do.
@NullMarked
package org.haltline.load.carriers;

import org.jspecify.annotations.NullMarked;
