package org.haltline.planted.core.order;

import org.haltline.planted.core.casefile.PlantedCase;

/// A planted violation.
record OrderThatSeesCases(PlantedCase file) {}
