package org.haltline.core.journal.verify;

import java.util.List;
import org.haltline.core.journal.Position;

/// An entry of the journal exactly as it is stored: nobody has looked at it yet.
///
/// @param fields names and values in turn
public record RawFact(Position position, List<byte[]> fields) {}
