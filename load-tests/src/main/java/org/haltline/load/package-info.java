/// The world outside: callers, load, crashes.
@NullMarked
package org.haltline.load;

import org.jspecify.annotations.NullMarked;
