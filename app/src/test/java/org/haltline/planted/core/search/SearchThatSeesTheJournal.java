package org.haltline.planted.core.search;

import org.haltline.planted.core.journal.PlantedJournal;

/// Half of a planted circle.
record SearchThatSeesTheJournal(PlantedJournal journal) {}
