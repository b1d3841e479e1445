package org.haltline.core.search;

import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;

/// How far an index is.
///
/// @param position everything in the journal up to here is found
/// @param entries how many suspects or cases are in it
/// @param rebuilding whether another one is being built beside it
/// @param rebuilt how far the other one is; null where there is none
/// @param done facts that the other one has read
/// @param of facts that the journal held when it began, or more where it has read more
/// @param trouble why it does not move; empty while all is well
public record Progress(
    Position position,
    int entries,
    boolean rebuilding,
    @Nullable Position rebuilt,
    long done,
    long of,
    String trouble) {}
