/// What no machine blocks by itself, whatever channel it would go by.
@NullMarked
package org.haltline.telecom.guard;

import org.jspecify.annotations.NullMarked;
