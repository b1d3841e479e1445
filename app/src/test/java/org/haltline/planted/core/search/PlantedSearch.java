package org.haltline.planted.core.search;

/// Something to see.
public record PlantedSearch(String folder) {}
