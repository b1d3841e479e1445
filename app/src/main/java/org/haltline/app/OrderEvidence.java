package org.haltline.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haltline.app.demo.Tongue;
import org.haltline.bank.iso.channel.IsoEvidence;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.iso.xml.IsoSeal;
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
  private final Known known;
  private final SentAnew anew;
  private final Map<OrderId, OutgoingOrder> orders =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderId, OutgoingOrder> eldest) {
          return size() > ORDERS_MAX;
        }
      };
  private final List<Fault> faults = new ArrayList<>();
  private final SortedMap<Gap, Unchecked> gaps = new TreeMap<>();
  private long verified;
  private long faultsMore;

  private OrderEvidence(Journal journal, Known known, SentAnew anew) {
    this.journal = journal;
    this.known = known;
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

  /// Of which institution, and why, signatures could not be checked.
  ///
  /// @param keyId that is not at hand; empty where what was signed cannot be made again
  record Gap(String institution, String form, String keyId) implements Comparable<Gap> {
    private static final Comparator<Gap> ORDER =
        Comparator.comparing(Gap::institution).thenComparing(Gap::form).thenComparing(Gap::keyId);

    static Gap of(OutgoingOrder order, OrderSignature kept, Verdict why) {
      return new Gap(
          order.order().institution(), kept.form(), why == Verdict.KEY_GONE ? kept.keyId() : "");
    }

    @Override
    public int compareTo(Gap other) {
      return ORDER.compare(this, other);
    }
  }

  /// How many there are of one gap.
  ///
  /// @param first the numbers of the first orders
  record Unchecked(long count, List<OrderId> first) {
    static final Unchecked NONE = new Unchecked(0, List.of());
    private static final int NAMED_MAX = 5;

    Unchecked and(OrderId another) {
      var named = new ArrayList<>(first);
      if (named.size() < NAMED_MAX) {
        named.add(another);
      }
      return new Unchecked(count + 1, List.copyOf(named));
    }

    private String orders() {
      return first.stream().map(OrderId::digits).collect(Collectors.joining(", "))
          + (count > first.size() ? ", …" : "");
    }
  }

  /// What all of them came to.
  ///
  /// @param gaps what could not be checked
  /// @param faults the first of them; `faultsMore` beyond
  record Tally(long verified, SortedMap<Gap, Unchecked> gaps, List<Fault> faults, long faultsMore) {
    boolean holds() {
      return faults.isEmpty();
    }

    long notChecked() {
      return gaps.values().stream().mapToLong(Unchecked::count).sum();
    }
  }

  /// What signatures are checked with.
  ///
  /// @param keys by their id
  /// @param certificates of ISO 20022 messages
  record Known(Map<String, Signer> keys, List<X509Certificate> certificates) {
    /// Every `*.key.public` and `iso-*.crt` of the keys folder, and these files, a public key or a
    /// certificate each.
    ///
    /// @throws IllegalArgumentException when one of them holds neither
    static Known of(Path folder, List<Path> more) {
      Map<String, Signer> keys = new HashMap<>();
      List<X509Certificate> certificates = new ArrayList<>();
      try (Stream<Path> there = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
        Stream.concat(there.filter(Known::isKept), more.stream())
            .forEach(
                file -> {
                  if (OrderKeys.isCertificate(file)) {
                    certificates.add(LineKeys.certificate(file));
                  } else {
                    Signer key = OrderKeys.published(file);
                    keys.put(key.keyId(), key);
                  }
                });
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      return new Known(keys, certificates);
    }

    private static boolean isKept(Path file) {
      String name = file.getFileName().toString();
      return name.endsWith(".key.public") || (name.startsWith("iso-") && name.endsWith(".crt"));
    }

    /// The same, with those that the configuration names.
    static Known of(Settings settings, Path folder, List<Path> more) {
      Known known = of(folder, more);
      OrderKeys.configured(settings).forEach(key -> known.keys.putIfAbsent(key.keyId(), key));
      settings
          .iso()
          .ifPresent(said -> known.certificates.add(IsoBanks.signing(said).certificate()));
      return known;
    }
  }

  /// Looks at every signature of a journal. Blocks, for as long as its facts take to be read.
  static Tally of(Journal journal, Known known, SentAnew anew) {
    return new OrderEvidence(journal, known, anew).walk();
  }

  /// One signature, kept with that order.
  static Verdict verdict(OutgoingOrder order, OrderSignature kept, Known known, SentAnew anew) {
    Map<String, Signer> keys = known.keys;
    return switch (kept.form()) {
      case DetachedJws.FORM ->
          over(jsonBodies(order), kept, keys, OrderEvidence::isJwsOn, Verdict.BROKEN);
      case TxSignature.FORM ->
          over(anew.tx(order), kept, keys, TxSignature::isOn, Verdict.BYTES_ELSEWHERE);
      case IsoCodec.FORM -> within(order, kept, known.certificates, anew.iso(order));
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
  private static Verdict within(
      OutgoingOrder order,
      OrderSignature kept,
      List<X509Certificate> certificates,
      List<IsoEvidence> lines) {
    byte[] value = exactly(kept.value());
    if (value == null) {
      return Verdict.BROKEN;
    }
    List<X509Certificate> named =
        certificates.stream()
            .filter(it -> Signer.keyId(it.getPublicKey()).equals(kept.keyId()))
            .toList();
    List<OrderSignature> made =
        (named.isEmpty() ? certificates : named)
            .stream()
                .flatMap(
                    by -> lines.stream().flatMap(line -> line.bearing(order, value, by).stream()))
                .toList();
    if (made.stream().anyMatch(kept::equals)) {
      return Verdict.HOLDS;
    }
    if (!made.isEmpty()) {
      boolean sameKey =
          made.stream()
              .allMatch(
                  it -> it.keyId().equals(kept.keyId()) && it.algorithm().equals(kept.algorithm()));
      // another certificate of that key stood in the message then
      return sameKey && named.stream().allMatch(it -> isSince(it, order))
          ? Verdict.HOLDS
          : Verdict.BROKEN;
    }
    if (named.isEmpty()) {
      return Verdict.KEY_GONE;
    }
    return IsoSeal.isBy(named.getFirst().getPublicKey(), value)
        ? Verdict.BYTES_ELSEWHERE
        : Verdict.BROKEN;
  }

  private static boolean isSince(X509Certificate certificate, OutgoingOrder order) {
    return certificate.getNotBefore().toInstant().isAfter(order.order().orderedAt());
  }

  /// The bytes of a value in Base64; null where it is written as nobody writes it.
  private static byte @Nullable [] exactly(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : null;
    } catch (IllegalArgumentException garbled) {
      return null;
    }
  }

  private Tally walk() {
    Position position = Position.START;
    while (true) {
      List<Fact> page = House.await("journal", journal.after(position, PAGE_SIZE));
      if (page.isEmpty()) {
        return new Tally(verified, gaps, faults, faultsMore);
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
    Verdict verdict = verdict(order, kept, known, anew);
    switch (verdict) {
      case HOLDS -> verified++;
      case KEY_GONE, BYTES_ELSEWHERE ->
          gaps.merge(
              Gap.of(order, kept, verdict),
              Unchecked.NONE.and(order.order().id()),
              (before, one) -> before.and(order.order().id()));
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
    OutgoingOrder found = orders.get(heard.orderId());
    if (found == null) {
      House.await("journal", journal.load(heard.caseId())).facts().stream()
          .filter(fact -> !fact.isErased() && LEAVING.contains(fact.type()))
          .forEach(this::look);
      found = orders.get(heard.orderId());
    }
    return found;
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
        tongue.say(
            "signatures of orders: %d verified, %d not checked%n", "指令签名：%d 个核验通过，%d 个未核验%n"),
        tally.verified(),
        tally.notChecked());
    tally.gaps().forEach((gap, them) -> out.print(note + told(gap, them, tongue)));
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

  private static String told(Gap gap, Unchecked them, Tongue tongue) {
    return gap.keyId().isEmpty()
        ? tongue
            .say(
                "%d of %s (%s) are not checked: what was signed cannot be made again with this"
                    + " configuration (--earlier-config), the institution has it; orders %s%n",
                "%2$s（%3$s）%1$d 个未核验：按此配置无法重现被签内容（--earlier-config），原文在对方机构；指令 %4$s%n")
            .formatted(them.count(), gap.institution(), gap.form(), them.orders())
        : tongue
            .say(
                "%d of %s (%s) are not checked: the public key %s is not at hand (--order-key);"
                    + " orders %s%n",
                "%2$s（%3$s）%1$d 个未核验：手头没有公钥 %4$s（--order-key）；指令 %5$s%n")
            .formatted(them.count(), gap.institution(), gap.form(), gap.keyId(), them.orders());
  }
}
