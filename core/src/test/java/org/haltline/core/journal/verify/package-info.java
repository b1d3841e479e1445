@NullMarked
package org.haltline.core.journal.verify;

import org.jspecify.annotations.NullMarked;
