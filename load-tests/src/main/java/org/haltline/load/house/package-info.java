/// The house under test as a process of its own: started, watched, killed and measured from
/// outside.
@NullMarked
package org.haltline.load.house;

import org.jspecify.annotations.NullMarked;
