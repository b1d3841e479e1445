package org.haltline.core.journal;

import org.jspecify.annotations.Nullable;

/// Where a write put an order in its institution's outgoing queue, and what stood last there then.
/// Whoever knows everything up to `before` knows everything up to `at`: that is how an order that
/// comes by another way than the queue finds its turn.
///
/// @param before null when nothing else waited
public record Placed(String orderId, Position at, @Nullable Position before) {}
