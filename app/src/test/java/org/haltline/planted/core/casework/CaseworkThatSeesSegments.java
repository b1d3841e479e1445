package org.haltline.planted.core.casework;

import me.ihxq.projects.pna.PhoneNumberLookup;

/// A planted violation.
record CaseworkThatSeesSegments(PhoneNumberLookup segments) {}
