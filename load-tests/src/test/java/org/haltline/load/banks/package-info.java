/// The harness of the banks, held to what it claims to see.
@NullMarked
package org.haltline.load.banks;

import org.jspecify.annotations.NullMarked;
