/// Whole houses, from a configuration file to the real line and back.
@NullMarked
package org.haltline.house;

import org.jspecify.annotations.NullMarked;
