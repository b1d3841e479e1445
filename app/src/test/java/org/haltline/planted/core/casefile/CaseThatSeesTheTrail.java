package org.haltline.planted.core.casefile;

import org.haltline.planted.core.trail.PlantedTrail;

/// A planted violation.
record CaseThatSeesTheTrail(PlantedTrail trail) {}
