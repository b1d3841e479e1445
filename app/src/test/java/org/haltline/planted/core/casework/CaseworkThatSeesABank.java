package org.haltline.planted.core.casework;

import org.haltline.planted.bank.PlantedBank;

/// A planted violation.
record CaseworkThatSeesABank(PlantedBank bank) {}
