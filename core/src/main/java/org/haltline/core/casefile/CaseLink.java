package org.haltline.core.casefile;

import java.time.Instant;
import org.haltline.core.order.CaseId;

/// That another case belongs to this one. It stands in both.
///
/// @param by id of whoever found it
public record CaseLink(CaseId to, String by, String name, Instant at, String because) {}
