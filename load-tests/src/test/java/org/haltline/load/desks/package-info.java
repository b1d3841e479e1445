/// The harness of the desks, held to what it claims to see.
@NullMarked
package org.haltline.load.desks;

import org.jspecify.annotations.NullMarked;
