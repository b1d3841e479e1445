/// The suspects as tests know them.
@NullMarked
package org.haltline.core.search;

import org.jspecify.annotations.NullMarked;
