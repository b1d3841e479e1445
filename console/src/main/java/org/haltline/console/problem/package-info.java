/// What goes wrong, as a client is told: RFC 9457, in the client's language, with what to do.
@NullMarked
package org.haltline.console.problem;

import org.jspecify.annotations.NullMarked;
