@NullMarked
package org.haltline.core.dispatch;

import org.jspecify.annotations.NullMarked;
