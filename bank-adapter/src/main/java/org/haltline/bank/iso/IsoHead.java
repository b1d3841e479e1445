package org.haltline.bank.iso;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The business application header (head.001.001.02): who says what to whom.
///
/// @param id of this message, at most 35 characters; the same for every sending
/// @param answers the id of the message that this one answers; null where it answers none
public record IsoHead(
    IsoParty from,
    IsoParty to,
    String id,
    IsoKind kind,
    Instant createdAt,
    @Nullable String answers) {
  public static final String DEFINITION = "head.001.001.02";
}
