/// What the single steps of the order path cost, without network and disk.
@NullMarked
package org.haltline.load.leaves;

import org.jspecify.annotations.NullMarked;
