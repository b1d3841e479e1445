package org.haltline.core.casefile;

import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.Rulebook;

/// What every decision is bound by: the rulebook in force and the protected list.
public record Rules(Rulebook book, ProtectedList protectedList) {}
