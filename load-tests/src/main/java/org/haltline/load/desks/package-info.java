/// Many people at their desks, all of them live.
@NullMarked
package org.haltline.load.desks;

import org.jspecify.annotations.NullMarked;
