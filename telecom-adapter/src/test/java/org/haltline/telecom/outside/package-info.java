/// Other people's programs that the channels are tried against.
@NullMarked
package org.haltline.telecom.outside;

import org.jspecify.annotations.NullMarked;
