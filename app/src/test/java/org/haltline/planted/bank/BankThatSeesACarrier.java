package org.haltline.planted.bank;

import org.haltline.planted.telecom.PlantedCarrier;

/// A planted violation.
record BankThatSeesACarrier(PlantedCarrier carrier) {}
