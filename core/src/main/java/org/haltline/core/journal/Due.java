package org.haltline.core.journal;

import java.time.Instant;

/// A deadline that has passed. It stays until the append that acts on it clears it, so that a crash
/// between seeing and acting loses nothing and the version check lets one process act.
public record Due(String key, Instant at) {}
