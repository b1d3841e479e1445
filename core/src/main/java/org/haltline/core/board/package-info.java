/// What is open, and how fast it goes: a projection of the journal for the desks. It holds marks,
/// no case: whoever shows a mark reads the case it belongs to.
@NullMarked
package org.haltline.core.board;

import org.jspecify.annotations.NullMarked;
