package org.haltline.planted.console;

import org.haltline.planted.bank.PlantedBank;

/// A planted violation.
record ConsoleThatSeesABank(PlantedBank bank) {}
