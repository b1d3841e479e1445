/// The harness itself, held to what it claims to see.
@NullMarked
package org.haltline.load.start;

import org.jspecify.annotations.NullMarked;
