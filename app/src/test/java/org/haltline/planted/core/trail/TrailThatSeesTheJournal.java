package org.haltline.planted.core.trail;

import org.haltline.planted.core.journal.PlantedJournal;

/// A planted violation.
record TrailThatSeesTheJournal(PlantedJournal journal) {}
