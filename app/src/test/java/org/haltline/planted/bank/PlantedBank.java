package org.haltline.planted.bank;

/// Something to see.
public record PlantedBank(String code) {}
