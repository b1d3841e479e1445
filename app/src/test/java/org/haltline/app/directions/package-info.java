/// Who may see whom: the dependency directions of the whole house, and the proof that each rule
/// bites.
@NullMarked
package org.haltline.app.directions;

import org.jspecify.annotations.NullMarked;
