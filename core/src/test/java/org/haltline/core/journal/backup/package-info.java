@NullMarked
package org.haltline.core.journal.backup;

import org.jspecify.annotations.NullMarked;
