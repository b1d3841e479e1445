package org.haltline.core.search;

/// A suspect that was found, how it stands, and why it was found.
public record Hit(Suspect suspect, Standing standing, Match match) {}
