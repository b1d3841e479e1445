package org.haltline.core.journal;

/// An order that waits at an institution, in its outgoing queue or on its desk.
///
/// @param at its place there; read on after it
/// @param payload what was sealed for the institution, opened
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record Queued(Position at, String orderId, byte[] payload) {}
