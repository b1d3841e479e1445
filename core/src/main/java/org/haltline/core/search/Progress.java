package org.haltline.core.search;

import org.haltline.core.journal.Position;

/// How far an index is.
///
/// @param position everything in the journal up to here is found
/// @param rebuilding whether another one is being built beside it
/// @param trouble why it does not move; empty while all is well
public record Progress(Position position, int suspects, boolean rebuilding, String trouble) {}
