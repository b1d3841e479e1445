/// The house between many banks that speak as real ones do.
@NullMarked
package org.haltline.load.banks;

import org.jspecify.annotations.NullMarked;
