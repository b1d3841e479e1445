/// Orders on their way: the bus, the channels that adapters implement, who sends again and in what
/// order.
@NullMarked
package org.haltline.core.dispatch;

import org.jspecify.annotations.NullMarked;
