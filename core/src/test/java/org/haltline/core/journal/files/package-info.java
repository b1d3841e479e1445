@NullMarked
package org.haltline.core.journal.files;

import org.jspecify.annotations.NullMarked;
