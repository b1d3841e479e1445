/// The desks as people see them: a real browser, a real house, and several people at once.
@NullMarked
package org.haltline.house.desks;

import org.jspecify.annotations.NullMarked;
