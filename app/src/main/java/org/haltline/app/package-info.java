/// The one place that wires everything together.
@NullMarked
package org.haltline.app;

import org.jspecify.annotations.NullMarked;
