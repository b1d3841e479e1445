package org.haltline.planted.core.journal;

import com.hazelcast.core.HazelcastInstance;

/// A planted violation.
record JournalThatSeesHazelcast(HazelcastInstance cluster) {}
