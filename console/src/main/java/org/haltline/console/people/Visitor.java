package org.haltline.console.people;

import org.haltline.console.people.Sessions.Held;
import org.haltline.core.order.Actor;
import org.jspecify.annotations.Nullable;

/// Who asks.
///
/// @param session that the request came in; null for a token
public record Visitor(Actor actor, @Nullable Held session) {}
