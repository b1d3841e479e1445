/// The stories of a case: what is given, what somebody wants, and what comes of it.
@NullMarked
package org.haltline.core.casefile;

import org.jspecify.annotations.NullMarked;
