/// Who asks, and what they may.
@NullMarked
package org.haltline.console.access;

import org.jspecify.annotations.NullMarked;
