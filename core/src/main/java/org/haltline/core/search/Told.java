package org.haltline.core.search;

/// One thing that was said in a case.
record Told(Where where, CasePart part, String text) {}
