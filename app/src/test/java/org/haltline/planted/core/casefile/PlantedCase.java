package org.haltline.planted.core.casefile;

/// Something to see.
public record PlantedCase(long version) {}
