package org.haltline.core.journal;

import org.haltline.core.order.CaseId;

/// A write to a case whose key was destroyed. Nothing was written: an erased case is over.
public final class CaseErased extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CaseErased(CaseId caseId) {
    super("case " + caseId.value() + " was erased; open a new one");
  }
}
