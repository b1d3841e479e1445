/// The life of a case: commands, events, state, and the pure functions between them. No clock, no
/// I/O, no randomness.
@NullMarked
package org.haltline.core.casefile;

import org.jspecify.annotations.NullMarked;
