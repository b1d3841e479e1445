package org.haltline.planted.core.paste;

import org.haltline.planted.core.journal.PlantedJournal;

/// A planted violation.
record PasteThatSeesTheJournal(PlantedJournal journal) {}
