/// The house itself; each package below it is one room.
@NullMarked
package org.haltline.core;

import org.jspecify.annotations.NullMarked;
