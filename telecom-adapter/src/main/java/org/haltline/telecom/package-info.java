/// Orders to carriers.
@NullMarked
package org.haltline.telecom;

import org.jspecify.annotations.NullMarked;
