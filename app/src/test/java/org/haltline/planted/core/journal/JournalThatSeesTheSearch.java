package org.haltline.planted.core.journal;

import org.haltline.planted.core.search.PlantedSearch;

/// Half of a planted circle.
record JournalThatSeesTheSearch(PlantedSearch search) {}
