package org.haltline.console.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.OrderApproved;
import org.haltline.core.casefile.CaseEvent.OrderEvent;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.CaseEvent.OrderNotIssued;
import org.haltline.core.casefile.CaseEvent.OrderRequested;
import org.haltline.core.casework.Latest;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.jspecify.annotations.Nullable;

/// Which institution each order went to. Only the fact that begins an order says it; for later
/// facts it is remembered, and read from the case where it is not.
public final class Addressees {

  /// Where an order went, or would go.
  ///
  /// @param reachedSince the version of its case at which it left: what was journalled before is
  ///   none of the institution's business, whenever it is read
  record Addressee(String institution, long reachedSince) {
    private static final long NEVER = Long.MAX_VALUE;

    static Addressee notYet(String institution) {
      return new Addressee(institution, NEVER);
    }

    boolean isReached() {
      return reachedSince != NEVER;
    }

    boolean hears(Fact fact) {
      return fact.version() >= reachedSince;
    }
  }

  private final Journal journal;
  private final Latest<OrderId, Addressee> known;

  /// @param rememberedMax orders remembered, about 200 bytes each
  Addressees(Journal journal, int rememberedMax) {
    this.journal = journal;
    this.known = new Latest<>(rememberedMax);
  }

  /// The institutions of facts in journal order. Cases are loaded one after the other where
  /// something is missing.
  CompletionStage<List<Sighting>> sighted(List<Fact> facts) {
    var here = new HashMap<OrderId, Addressee>();
    var missing = new LinkedHashSet<CaseId>();
    var orders = new ArrayList<@Nullable OrderId>(facts.size());
    for (Fact fact : facts) {
      OrderEvent event = orderEvent(fact);
      orders.add(event == null ? null : event.orderId());
      if (event != null
          && !learn(event, fact.version(), here)
          && !here.containsKey(event.orderId())) {
        Addressee before = known.get(event.orderId());
        if (before == null) {
          missing.add(fact.caseId());
        } else {
          here.put(event.orderId(), before);
        }
      }
    }
    CompletionStage<Map<OrderId, Addressee>> all = CompletableFuture.completedFuture(here);
    for (CaseId caseId : missing) {
      all = all.thenCompose(sofar -> fromCase(caseId, sofar));
    }
    return all.thenApply(found -> sightings(facts, orders, found));
  }

  private List<Sighting> sightings(
      List<Fact> facts, List<@Nullable OrderId> orders, Map<OrderId, Addressee> found) {
    // What waits for a second person may leave any time: it is looked up until it has.
    found.forEach(
        (order, addressee) -> {
          if (addressee.isReached()) {
            known.put(order, addressee);
          }
        });
    var sightings = new ArrayList<Sighting>(facts.size());
    for (int i = 0; i < facts.size(); i++) {
      OrderId order = orders.get(i);
      Addressee addressee = order == null ? null : found.get(order);
      sightings.add(
          addressee == null
              ? new Sighting(facts.get(i), null, false)
              : new Sighting(facts.get(i), addressee.institution(), addressee.hears(facts.get(i))));
    }
    return sightings;
  }

  private CompletionStage<Map<OrderId, Addressee>> fromCase(
      CaseId caseId, Map<OrderId, Addressee> sofar) {
    return journal
        .load(caseId)
        .thenApply(
            history -> {
              var inCase = new HashMap<OrderId, Addressee>();
              for (Fact fact : history.facts()) {
                OrderEvent event = orderEvent(fact);
                if (event != null) {
                  learn(event, fact.version(), inCase);
                }
              }
              inCase.forEach(sofar::putIfAbsent);
              return sofar;
            });
  }

  /// The institution of each fact of one case, from its first fact on; null where a fact is about
  /// no order.
  public static List<@Nullable String> institutions(List<Fact> factsOfCase) {
    var known = new HashMap<OrderId, Addressee>();
    var institutions = new ArrayList<@Nullable String>(factsOfCase.size());
    for (Fact fact : factsOfCase) {
      OrderEvent event = orderEvent(fact);
      if (event != null) {
        learn(event, fact.version(), known);
      }
      Addressee addressee = event == null ? null : known.get(event.orderId());
      institutions.add(addressee == null ? null : addressee.institution());
    }
    return institutions;
  }

  private static @Nullable OrderEvent orderEvent(Fact fact) {
    if (fact.isErased()) {
      return null;
    }
    CaseEvent event = FactCodec.event(fact);
    return event instanceof OrderEvent ofOrder ? ofOrder : null;
  }

  /// Whether the event says where its order goes.
  private static boolean learn(OrderEvent event, long version, Map<OrderId, Addressee> into) {
    Addressee addressee =
        switch (event) {
          case OrderIssued issued -> new Addressee(issued.order().institution(), version);
          case OrderApproved approved -> new Addressee(approved.order().institution(), version);
          case OrderRequested asked -> Addressee.notYet(asked.order().institution());
          case OrderNotIssued not -> Addressee.notYet(not.order().institution());
          default -> null;
        };
    if (addressee == null) {
      return false;
    }
    into.put(event.orderId(), addressee);
    return true;
  }
}
