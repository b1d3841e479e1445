/// Who did and read what.
@NullMarked
package org.haltline.console.audit;

import org.jspecify.annotations.NullMarked;
