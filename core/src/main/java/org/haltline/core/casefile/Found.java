package org.haltline.core.casefile;

import org.haltline.core.order.OrderId;
import org.haltline.core.trail.FindingSource;
import org.haltline.core.trail.Findings;

/// What was told about accounts on one order.
public record Found(OrderId orderId, FindingSource source, Findings findings) {}
