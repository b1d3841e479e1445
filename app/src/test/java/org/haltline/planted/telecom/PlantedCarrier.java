package org.haltline.planted.telecom;

/// Something to see.
public record PlantedCarrier(String code) {}
