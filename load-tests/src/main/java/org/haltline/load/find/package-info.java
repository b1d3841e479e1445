/// Finding suspects among many: invented ones, and how fast and how surely they are found.
@NullMarked
package org.haltline.load.find;

import org.jspecify.annotations.NullMarked;
