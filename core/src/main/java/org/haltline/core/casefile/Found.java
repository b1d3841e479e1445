package org.haltline.core.casefile;

import org.haltline.core.finding.FindingSource;
import org.haltline.core.finding.Findings;
import org.haltline.core.order.OrderId;

/// What was told about accounts on one order.
public record Found(OrderId orderId, FindingSource source, Findings findings) {}
