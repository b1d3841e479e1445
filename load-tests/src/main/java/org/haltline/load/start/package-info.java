/// How soon a house serves that finds a hundred thousand cases in its journal.
@NullMarked
package org.haltline.load.start;

import org.jspecify.annotations.NullMarked;
