package org.haltline.bank.tx.orders;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haltline.bank.papers.PaperKind;
import org.haltline.bank.tx.Papers;
import org.haltline.bank.tx.Papers.Format;
import org.haltline.bank.tx.Papers.Kind;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.bank.tx.xml.Content;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderPapers;
import org.jspecify.annotations.Nullable;

/// The files that go with a request to a bank that demands them: the order's own document, drawn up
/// from the order, and the scans of the officers' ids that the house was given.
///
/// @param documents draws up the orders' own; null for none
/// @param officers the operator's id first
public record TxPapers(@Nullable OrderPapers documents, List<Scan> officers) {
  public TxPapers {
    officers = List.copyOf(officers);
  }

  /// A file that somebody has scanned.
  public record Scan(Format format, Content content) {}

  /// A house that has no papers.
  public static TxPapers none() {
    return new TxPapers(null, List.of());
  }

  /// What the order's own document is called there; empty where it has none.
  private static Optional<Kind> own(OrderKind kind) {
    return PaperKind.of(kind)
        .map(
            document ->
                switch (document) {
                  case STOP_FORM -> Kind.STOP_FORM;
                  case FREEZE_NOTICE, RELEASE_NOTICE -> Kind.FREEZE_DOCUMENT;
                });
  }

  /// How many of each kind can go with an order of that kind.
  public Map<Kind, Integer> there(OrderKind kind) {
    var there = new EnumMap<Kind, Integer>(Kind.class);
    there.put(Kind.OFFICER_ID, officers.size());
    if (documents != null) {
      own(kind).ifPresent(document -> there.put(document, 1));
    }
    return there;
  }

  /// The files that a bank demands with this order, as far as they are there. Draws up a document:
  /// not for an event loop.
  ///
  /// @param applicationId stands in their names
  public List<Attachment> files(
      OutgoingOrder outgoing, String applicationId, Map<Kind, Integer> demanded) {
    var files = new ArrayList<Attachment>();
    int running = 0;
    for (Scan scan : officers.subList(0, most(demanded, Kind.OFFICER_ID, officers.size()))) {
      String name = Papers.name(Kind.OFFICER_ID, scan.format(), ++running, applicationId);
      files.add(new Attachment(name, scan.content()));
    }
    Order order = outgoing.order();
    Optional<Kind> own = own(order.kind()).filter(kind -> most(demanded, kind, 1) > 0);
    if (own.isPresent() && documents != null) {
      String name = Papers.name(own.get(), Format.PDF, 1, applicationId);
      documents
          .of(outgoing.caseId(), order, false)
          .ifPresent(pdf -> files.add(new Attachment(name, new Content(pdf))));
    }
    return files;
  }

  private static int most(Map<Kind, Integer> demanded, Kind kind, int there) {
    return Math.min(demanded.getOrDefault(kind, 0), there);
  }
}
