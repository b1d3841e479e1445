package org.haltline.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.haltline.app.demo.Tongue;
import org.haltline.bank.iso.channel.IsoEvidence;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.tx.channel.TxSignature;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Signer;
import org.haltline.telecom.tmf.TmfChannel;
import org.jspecify.annotations.Nullable;

/// What becomes of the signatures that were kept as evidence of orders when they are checked with
/// the public keys at hand. What cannot be checked is counted and told, and never taken for good.
final class OrderEvidence {
  private static final int PAGE_SIZE = 500;
  private static final int FAULTS_MAX = 200;

  /// Orders remembered until they are heard of; an older one is read once more.
  private static final int ORDERS_MAX = 50_000;

  private final Journal journal;
  private final Map<String, Signer> keys;
  private final SentAnew anew;
  private final Map<OrderId, OutgoingOrder> orders =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderId, OutgoingOrder> eldest) {
          return size() > ORDERS_MAX;
        }
      };
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Long> keysGone = new TreeMap<>();
  private long verified;
  private long bytesElsewhere;
  private long faultsMore;

  private OrderEvidence(Journal journal, Map<String, Signer> keys, SentAnew anew) {
    this.journal = journal;
    this.keys = keys;
    this.anew = anew;
  }

  /// What one check came to.
  enum Verdict {
    HOLDS,
    /// It is not on that order, or not by the key that it names.
    BROKEN,
    /// Nobody here has the key that it names.
    KEY_GONE,
    /// What was signed cannot be made again from the order and today's configuration: the
    /// institution has it.
    BYTES_ELSEWHERE
  }

  /// An order whose evidence does not hold.
  record Fault(OutgoingOrder order, OrderSignature kept) {}

  /// What all of them came to.
  ///
  /// @param keysGone signatures by keys that are not at hand, by the key's id
  /// @param faults the first of them; `faultsMore` beyond
  record Tally(
      long verified,
      Map<String, Long> keysGone,
      long bytesElsewhere,
      List<Fault> faults,
      long faultsMore) {
    boolean holds() {
      return faults.isEmpty();
    }
  }

  /// Public keys by their id: every `*.key.public` of the keys folder, and these files.
  ///
  /// @throws IllegalArgumentException when one of them holds no public key
  static Map<String, Signer> keys(Path folder, List<Path> more) {
    Map<String, Signer> keys = new HashMap<>();
    try (Stream<Path> there = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      Stream.concat(
              there.filter(file -> file.getFileName().toString().endsWith(".key.public")),
              more.stream())
          .map(OrderKeys::published)
          .forEach(key -> keys.put(key.keyId(), key));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return keys;
  }

  /// The same, with those of the keys that the configuration names.
  static Map<String, Signer> keys(Settings settings, Path folder, List<Path> more) {
    Map<String, Signer> keys = keys(folder, more);
    OrderKeys.configured(settings).forEach(key -> keys.putIfAbsent(key.keyId(), key));
    return keys;
  }

  /// Looks at every signature of a journal. Blocks, for as long as its facts take to be read.
  static Tally of(Journal journal, Map<String, Signer> keys, SentAnew anew) {
    return new OrderEvidence(journal, keys, anew).walk();
  }

  /// One signature, kept with that order.
  static Verdict verdict(
      OutgoingOrder order, OrderSignature kept, Map<String, Signer> keys, SentAnew anew) {
    return switch (kept.form()) {
      case DetachedJws.FORM ->
          over(jsonBodies(order), kept, keys, OrderEvidence::isJwsOn, Verdict.BROKEN);
      case TxSignature.FORM ->
          over(anew.tx(order), kept, keys, TxSignature::isOn, Verdict.BYTES_ELSEWHERE);
      case IsoCodec.FORM -> within(order, kept, anew);
      default -> Verdict.BROKEN;
    };
  }

  /// Every form that an order has in JSON: our own, and a carrier's of TM Forum.
  private static List<byte[]> jsonBodies(OutgoingOrder order) {
    return Stream.concat(Stream.of(OrderJson.bytes(order)), TmfChannel.bodies(order).stream())
        .toList();
  }

  private static boolean isJwsOn(String value, byte[] body, Signer key) {
    return DetachedJws.fault(value, body, key) == null;
  }

  /// How the value of a signature is held against bytes and a key.
  private interface Check {
    boolean holds(String value, byte[] bytes, Signer key);
  }

  /// A signature beside the bytes that it is on.
  ///
  /// @param bodies what may have been signed, made again
  /// @param otherwise what it comes to when none of them was
  private static Verdict over(
      List<byte[]> bodies,
      OrderSignature kept,
      Map<String, Signer> keys,
      Check check,
      Verdict otherwise) {
    Optional<byte[]> signed =
        bodies.stream().filter(body -> Signer.digest(body).equals(kept.sha256())).findFirst();
    Signer key = keys.get(kept.keyId());
    if (signed.isPresent() && key != null) {
      return key.algorithm().equals(kept.algorithm())
              && check.holds(kept.value(), signed.get(), key)
          ? Verdict.HOLDS
          : Verdict.BROKEN;
    }
    boolean isOnIt =
        bodies.stream()
            .anyMatch(
                body -> keys.values().stream().anyMatch(by -> check.holds(kept.value(), body, by)));
    if (isOnIt) {
      // and what is kept beside it says otherwise
      return Verdict.BROKEN;
    }
    return signed.isPresent() ? Verdict.KEY_GONE : otherwise;
  }

  /// A signature within the message that it is on.
  private static Verdict within(OutgoingOrder order, OrderSignature kept, SentAnew anew) {
    Verdict verdict = Verdict.BYTES_ELSEWHERE;
    for (IsoEvidence line : anew.iso(order)) {
      OrderSignature made = line.of(order).orElse(null);
      if (made == null) {
        continue;
      }
      boolean sameDigest = made.sha256().equals(kept.sha256());
      if (made.value().equals(kept.value())) {
        boolean sameKey =
            made.keyId().equals(kept.keyId()) && made.algorithm().equals(kept.algorithm());
        return sameKey && (sameDigest || line.isCertifiedSince(order.order().orderedAt()))
            ? Verdict.HOLDS
            : Verdict.BROKEN;
      }
      if (sameDigest) {
        return Verdict.BROKEN;
      }
      if (!made.keyId().equals(kept.keyId())) {
        verdict = Verdict.KEY_GONE;
      }
    }
    return verdict;
  }

  private Tally walk() {
    Position position = Position.START;
    while (true) {
      List<Fact> page = House.await("journal", journal.after(position, PAGE_SIZE));
      if (page.isEmpty()) {
        return new Tally(verified, Map.copyOf(keysGone), bytesElsewhere, faults, faultsMore);
      }
      page.stream().filter(fact -> !fact.isErased()).forEach(this::look);
      position = page.getLast().position();
    }
  }

  private void look(Fact fact) {
    switch (FactCodec.event(fact)) {
      case CaseEvent.OrderIssued it ->
          orders.put(it.orderId(), new OutgoingOrder(it.caseId(), it.order()));
      case CaseEvent.OrderApproved it ->
          orders.put(it.orderId(), new OutgoingOrder(it.caseId(), it.order()));
      case CaseEvent.Heard it -> {
        OrderSignature kept = it.signature();
        OutgoingOrder order = kept == null ? null : order(it);
        if (kept != null && order != null) {
          count(order, kept);
        }
      }
      default -> {
        // tells of no signature
      }
    }
  }

  private void count(OutgoingOrder order, OrderSignature kept) {
    switch (verdict(order, kept, keys, anew)) {
      case HOLDS -> verified++;
      case KEY_GONE -> keysGone.merge(kept.keyId(), 1L, Long::sum);
      case BYTES_ELSEWHERE -> bytesElsewhere++;
      case BROKEN -> {
        if (faults.size() < FAULTS_MAX) {
          faults.add(new Fault(order, kept));
        } else {
          faultsMore++;
        }
      }
    }
  }

  /// The order as it left.
  private @Nullable OutgoingOrder order(CaseEvent.Heard heard) {
    OutgoingOrder known = orders.get(heard.orderId());
    if (known == null) {
      House.await("journal", journal.load(heard.caseId())).facts().stream()
          .filter(fact -> !fact.isErased() && LEAVING.contains(fact.type()))
          .forEach(this::look);
      known = orders.get(heard.orderId());
    }
    return known;
  }

  private static final Set<String> LEAVING =
      Set.of(
          CaseEvent.OrderIssued.class.getSimpleName(),
          CaseEvent.OrderApproved.class.getSimpleName());

  /// Tells it.
  ///
  /// @return whether what could be checked holds
  static boolean tell(Tally tally, Tongue tongue, PrintStream out) {
    String note = tongue.say("  note  ", "  提示  ");
    out.printf(
        tongue.say("signatures of orders: %d verified%n", "指令签名：%d 个核验通过%n"), tally.verified());
    tally
        .keysGone()
        .forEach(
            (key, count) ->
                out.printf(
                    note
                        + tongue.say(
                            "%d are not checked: the public key %s is not at hand (--order-key)%n",
                            "%d 个未核验：手头没有公钥 %s（--order-key）%n"),
                    count,
                    key));
    if (tally.bytesElsewhere() > 0) {
      out.printf(
          note
              + tongue.say(
                  "%d are not checked: what was signed cannot be made again with the configuration"
                      + " of today, the institution has it%n",
                  "%d 个未核验：按当前配置无法重现被签内容，原文在对方机构%n"),
          tally.bytesElsewhere());
    }
    for (Fault fault : tally.faults()) {
      out.printf(
          tongue.say("  FAULT ", "  异常  ")
              + tongue.say(
                  "case %s: the signature kept with order %s is not on that order%n",
                  "案件 %s：指令 %s 所存签名与该指令不符%n"),
          fault.order().caseId(),
          fault.order().order().id());
    }
    if (tally.faultsMore() > 0) {
      out.printf(note + tongue.say("and %d more%n", "另有 %d 个%n"), tally.faultsMore());
    }
    out.flush();
    return tally.holds();
  }
}
