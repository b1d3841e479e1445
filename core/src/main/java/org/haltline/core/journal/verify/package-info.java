/// Verification: proves that a journal, in Redis or in a backup, is what was written, or says what
/// is not.
@NullMarked
package org.haltline.core.journal.verify;

import org.jspecify.annotations.NullMarked;
