package org.haltline.planted.core.journal;

/// Something to see.
public record PlantedJournal(String centre) {}
