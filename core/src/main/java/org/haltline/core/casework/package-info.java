/// Commands in, facts out: loads a case, lets it decide, has the journal write, and sends what was
/// ordered on its way.
@NullMarked
package org.haltline.core.casework;

import org.jspecify.annotations.NullMarked;
