package org.haltline.planted.telecom;

import org.haltline.planted.console.PlantedConsole;

/// A planted violation.
record CarrierThatSeesTheConsole(PlantedConsole console) {}
