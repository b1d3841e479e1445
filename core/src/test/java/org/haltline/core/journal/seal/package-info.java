@NullMarked
package org.haltline.core.journal.seal;

import org.jspecify.annotations.NullMarked;
