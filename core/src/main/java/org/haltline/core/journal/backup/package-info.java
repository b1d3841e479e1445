/// Backup and restore: one archive that holds a centre as it was at one moment, and the way back.
@NullMarked
package org.haltline.core.journal.backup;

import org.jspecify.annotations.NullMarked;
