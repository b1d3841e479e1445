/// People who sign in with a password: who they are, their sessions, and what keeps others from
/// being them.
@NullMarked
package org.haltline.console.people;

import org.jspecify.annotations.NullMarked;
