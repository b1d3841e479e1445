package org.haltline.planted.console;

import io.lettuce.core.RedisClient;

/// A planted violation.
record ConsoleThatSeesLettuce(RedisClient redis) {}
