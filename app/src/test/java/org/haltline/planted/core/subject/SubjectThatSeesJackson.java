package org.haltline.planted.core.subject;

import tools.jackson.databind.JsonNode;

/// A planted violation.
record SubjectThatSeesJackson(JsonNode node) {}
