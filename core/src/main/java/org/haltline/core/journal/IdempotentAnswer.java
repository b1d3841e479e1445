package org.haltline.core.journal;

import org.haltline.core.order.CaseId;

/// What was done under an idempotency key: which case it went into, and up to which version.
@SuppressWarnings("ArrayRecordComponent") // compared with Arrays.equals
public record IdempotentAnswer(byte[] requestHash, CaseId caseId, long version) {}
