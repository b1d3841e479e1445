/// What institutions tell about accounts: whose they are, what is in them, where money went. The
/// raw material of the money trail.
@NullMarked
package org.haltline.core.finding;

import org.jspecify.annotations.NullMarked;
