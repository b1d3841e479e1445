package org.haltline.planted.core.subject;

import org.haltline.planted.core.order.PlantedOrder;

/// A planted violation.
record SubjectThatSeesOrders(PlantedOrder order) {}
