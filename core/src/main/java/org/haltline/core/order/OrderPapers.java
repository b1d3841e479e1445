package org.haltline.core.order;

import java.util.Optional;

/// Draws up the document that goes with an order, for a desk to print and for a bank that wants
/// paper. The same order gives the same bytes.
public interface OrderPapers {

  /// The document as PDF; empty where orders of that kind have none. May take some tenths of a
  /// second: not for an event loop.
  ///
  /// @param draft whether the order still waits for a second person; the document then says so
  Optional<byte[]> of(CaseId caseId, Order order, boolean draft);
}
