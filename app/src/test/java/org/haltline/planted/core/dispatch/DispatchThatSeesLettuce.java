package org.haltline.planted.core.dispatch;

import io.lettuce.core.RedisClient;

/// A planted violation.
record DispatchThatSeesLettuce(RedisClient redis) {}
