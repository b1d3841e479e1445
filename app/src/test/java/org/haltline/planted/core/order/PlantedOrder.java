package org.haltline.planted.core.order;

/// Something to see.
public record PlantedOrder(long amountMinor) {}
