package org.haltline.core.casefile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// A case as its facts so far make it. Immutable; [CaseEvolution] makes the next one.
///
/// @param report null only while the status is `NONE`
/// @param leftSince movements that were told as still to leave and stand among the payments as left
///   now: told once more, they are nothing new
/// @param orders in the order in which they left; one that waits for approval stands where it was
///   asked for
/// @param found what institutions told about accounts, in the order in which they did
/// @param notes what people said about it, and other cases that belong to it, as they were told
public record CaseState(
    CaseId caseId,
    CaseStatus status,
    @Nullable Report report,
    @Nullable String policeCaseNumber,
    List<Payment> payments,
    Set<Payment.Movement> leftSince,
    List<Routed<Subject>> lures,
    Map<OrderId, OrderFile> orders,
    List<Found> found,
    List<CaseNote> notes,
    List<CaseLink> links) {

  /// The case before its first fact.
  public static CaseState none(CaseId caseId) {
    return new CaseState(
        caseId,
        CaseStatus.NONE,
        null,
        null,
        List.of(),
        Set.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }

  public boolean exists() {
    return status != CaseStatus.NONE;
  }

  public @Nullable OrderFile order(OrderId id) {
    return orders.get(id);
  }

  /// The order, which must be there: events never name one that was not decided before.
  OrderFile known(OrderId id) {
    return Objects.requireNonNull(orders.get(id), () -> "no order " + id + " in " + caseId);
  }

  public boolean hasStandingMoneyHold() {
    return orders.values().stream()
        .anyMatch(file -> file.order().kind().holdsMoney() && file.holdStands());
  }

  CaseState opened(Report first) {
    return new CaseState(
        caseId,
        CaseStatus.REPORTED,
        first,
        null,
        first.payments(),
        Set.of(),
        first.lures(),
        orders,
        found,
        notes,
        links);
  }

  CaseState at(CaseStatus next) {
    return new CaseState(
        caseId,
        next,
        report,
        policeCaseNumber,
        payments,
        leftSince,
        lures,
        orders,
        found,
        notes,
        links);
  }

  CaseState filedAs(String number) {
    return new CaseState(
        caseId,
        CaseStatus.FILED,
        report,
        number,
        payments,
        leftSince,
        lures,
        orders,
        found,
        notes,
        links);
  }

  /// A payment that was told as still to leave is the same one when it has left: it counts once.
  /// Two that are told in one breath are two.
  CaseState withPayments(List<Payment> more) {
    var all = new ArrayList<>(payments);
    var left = new LinkedHashSet<>(leftSince);
    for (Payment told : more) {
      int announced = announced(all.subList(0, payments.size()), told);
      if (announced < 0) {
        all.add(told);
      } else {
        Payment before = all.set(announced, told.since(all.get(announced)));
        left.add(before.movement());
      }
    }
    return new CaseState(
        caseId,
        status,
        report,
        policeCaseNumber,
        Collections.unmodifiableList(all),
        Collections.unmodifiableSet(left),
        lures,
        orders,
        found,
        notes,
        links);
  }

  /// Every movement of money that the case was told, as it was told.
  Set<Payment.Movement> movements() {
    var all = new HashSet<>(leftSince);
    payments.forEach(payment -> all.add(payment.movement()));
    return all;
  }

  /// Where this payment stands as still to leave; below zero where it does not.
  static int announced(List<Payment> among, Payment told) {
    for (int i = 0; i < among.size(); i++) {
      if (told.hasLeftSince(among.get(i))) {
        return i;
      }
    }
    return -1;
  }

  CaseState withLures(List<Routed<Subject>> more) {
    return new CaseState(
        caseId,
        status,
        report,
        policeCaseNumber,
        payments,
        leftSince,
        joined(lures, more),
        orders,
        found,
        notes,
        links);
  }

  CaseState with(OrderFile file) {
    var next = new LinkedHashMap<>(orders);
    next.put(file.order().id(), file);
    return withOrders(next);
  }

  /// An order that waited leaves now, behind those that left before it.
  CaseState leaving(OrderFile file) {
    var next = new LinkedHashMap<>(orders);
    next.remove(file.order().id());
    next.put(file.order().id(), file);
    return withOrders(next);
  }

  private CaseState withOrders(LinkedHashMap<OrderId, OrderFile> next) {
    return new CaseState(
        caseId,
        status,
        report,
        policeCaseNumber,
        payments,
        leftSince,
        lures,
        Collections.unmodifiableMap(next),
        found,
        notes,
        links);
  }

  CaseState finding(Found more) {
    return new CaseState(
        caseId,
        status,
        report,
        policeCaseNumber,
        payments,
        leftSince,
        lures,
        orders,
        joined(found, List.of(more)),
        notes,
        links);
  }

  CaseState noting(CaseNote more) {
    return with(joined(notes, List.of(more)), links);
  }

  CaseState linking(CaseLink more) {
    return with(notes, joined(links, List.of(more)));
  }

  private CaseState with(List<CaseNote> nextNotes, List<CaseLink> nextLinks) {
    return new CaseState(
        caseId,
        status,
        report,
        policeCaseNumber,
        payments,
        leftSince,
        lures,
        orders,
        found,
        nextNotes,
        nextLinks);
  }

  CaseState change(OrderId id, UnaryOperator<OrderFile> how) {
    return with(how.apply(known(id)));
  }

  private static <T> List<T> joined(List<T> first, List<T> more) {
    var all = new ArrayList<T>(first.size() + more.size());
    all.addAll(first);
    all.addAll(more);
    return Collections.unmodifiableList(all);
  }
}
