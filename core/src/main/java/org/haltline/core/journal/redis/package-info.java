/// The journal's Redis: the one that ships with Haltline and runs as a child process, and the
/// connections to whichever Redis is configured. Nothing outside this package starts, stops or
/// connects to a Redis.
@NullMarked
package org.haltline.core.journal.redis;

import org.jspecify.annotations.NullMarked;
