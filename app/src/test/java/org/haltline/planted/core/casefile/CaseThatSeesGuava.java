package org.haltline.planted.core.casefile;

import com.google.common.collect.ImmutableList;

/// A planted violation.
record CaseThatSeesGuava(ImmutableList<String> names) {}
