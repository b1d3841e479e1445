package org.haltline.planted.core.finding;

import org.haltline.planted.core.casefile.PlantedCase;

/// A planted violation.
record FindingThatSeesCases(PlantedCase file) {}
