package org.haltline.planted.core.trail;

/// Something to see.
public record PlantedTrail(int hops) {}
