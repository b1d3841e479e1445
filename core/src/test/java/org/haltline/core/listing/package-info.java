@NullMarked
package org.haltline.core.listing;

import org.jspecify.annotations.NullMarked;
