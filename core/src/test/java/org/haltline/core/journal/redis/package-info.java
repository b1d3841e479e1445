@NullMarked
package org.haltline.core.journal.redis;

import org.jspecify.annotations.NullMarked;
