package org.haltline.planted.core.casework;

import io.lettuce.core.RedisClient;

/// A planted violation.
record CaseworkThatSeesLettuce(RedisClient redis) {}
