/// Other people's programs that the channels are tried against; for tests alone.
@NullMarked
package org.haltline.outside;

import org.jspecify.annotations.NullMarked;
