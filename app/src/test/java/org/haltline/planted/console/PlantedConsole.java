package org.haltline.planted.console;

/// Something to see.
public record PlantedConsole(int port) {}
