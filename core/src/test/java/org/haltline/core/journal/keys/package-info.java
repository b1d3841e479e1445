@NullMarked
package org.haltline.core.journal.keys;

import org.jspecify.annotations.NullMarked;
