package org.haltline.telecom.smpp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.haltline.telecom.smpp.DeliveryNote.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every warning that was begun, a line for each step. A message cannot be called back and its
/// centre does not know it again, so the book is written before the message goes: what stands here
/// is never sent a second time without somebody wanting it. Numbers stand here as digests. May be
/// used on any thread; writes block.
final class WarningBook implements AutoCloseable {
  static final Duration KEPT = Duration.ofDays(30);
  private static final Logger log = LoggerFactory.getLogger(WarningBook.class);

  private final LinkedHashMap<OrderId, Warning> warnings = new LinkedHashMap<>();
  private final Map<String, List<Part>> parts = new HashMap<>();
  private final Map<String, Set<OrderId>> byNumber = new HashMap<>();
  private final FileChannel out;

  /// Which part of which order a message is.
  record Part(OrderId order, int number) {}

  private WarningBook(FileChannel out) {
    this.out = out;
  }

  /// Opens the book, without what is older than [#KEPT].
  static WarningBook open(Path file, Instant now) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      List<String> before = Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
      Path anew = file.resolveSibling(file.getFileName() + ".new");
      var book = new WarningBook(FileChannel.open(anew, CREATE, TRUNCATE_EXISTING, WRITE));
      book.readIn(before, now.minus(KEPT));
      book.out.force(true);
      Files.move(anew, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return book;
    } catch (IOException unusable) {
      throw new UncheckedIOException("the book " + file + " cannot be kept", unusable);
    }
  }

  private void readIn(List<String> lines, Instant from) throws IOException {
    int torn = 0;
    for (String line : lines) {
      if (!step(line.split(" ", -1))) {
        torn++;
      }
    }
    if (torn > 0) {
      log.warn("{} lines of a book of warnings cannot be read and are left out", torn);
    }
    forget(from);
    for (Warning kept : warnings.values()) {
      for (String line : lines(kept)) {
        append(line);
      }
    }
  }

  private static List<String> lines(Warning kept) {
    var lines = new ArrayList<String>();
    String order = kept.order().digits();
    lines.add(begunLine(kept));
    for (int part = 0; part < kept.messages().size(); part++) {
      String id = kept.messages().get(part);
      if (id != null) {
        lines.add("T %s %d %s\n".formatted(order, part, URLEncoder.encode(id, UTF_8)));
      }
      if (kept.states().get(part) != State.UNDER_WAY) {
        lines.add("H %s %d %s\n".formatted(order, part, kept.states().get(part)));
      }
    }
    if (kept.unsent()) {
      lines.add("G %s\n".formatted(order));
    }
    return lines;
  }

  private static String begunLine(Warning it) {
    return "B %s %s %s %d %d\n"
        .formatted(
            it.order().digits(),
            it.caseId().value(),
            it.number(),
            it.at().toEpochMilli(),
            it.messages().size());
  }

  /// Takes one line in; false for one that a kill has torn.
  private boolean step(String[] words) {
    try {
      var order = new OrderId(words[1]);
      switch (words[0]) {
        case "B" ->
            begin(
                Warning.begun(
                    order,
                    new CaseId(words[2]),
                    words[3],
                    Instant.ofEpochMilli(Long.parseLong(words[4])),
                    Integer.parseInt(words[5])));
        case "T" -> {
          String id = URLDecoder.decode(words[3], UTF_8);
          int part = Integer.parseInt(words[2]);
          change(order, it -> it.taken(part, id));
          called(id, new Part(order, part));
        }
        case "H" -> {
          int part = Integer.parseInt(words[2]);
          change(order, it -> it.heard(part, State.valueOf(words[3])));
        }
        case "G" -> change(order, Warning::neverLeft);
        default -> {
          return false;
        }
      }
      return true;
    } catch (RuntimeException torn) {
      return false;
    }
  }

  private void begin(Warning warning) {
    drop(warning.order());
    warnings.put(warning.order(), warning);
    byNumber.computeIfAbsent(warning.number(), first -> new LinkedHashSet<>()).add(warning.order());
  }

  /// What was begun before that instant; they stand in the order in which they were begun.
  private void forget(Instant before) {
    while (!warnings.isEmpty()) {
      Warning oldest = warnings.firstEntry().getValue();
      if (!oldest.at().isBefore(before)) {
        return;
      }
      drop(oldest.order());
    }
  }

  private void drop(OrderId order) {
    Warning gone = warnings.remove(order);
    if (gone == null) {
      return;
    }
    for (String id : gone.messages()) {
      if (id != null) {
        parts.computeIfPresent(
            known(id),
            (same, those) -> {
              those.removeIf(part -> part.order().equals(order));
              return those.isEmpty() ? null : those;
            });
      }
    }
    byNumber.computeIfPresent(
        gone.number(),
        (same, those) -> {
          those.remove(order);
          return those.isEmpty() ? null : those;
        });
  }

  /// A centre that lost its count gives a name again: the newest message of that name stands last.
  private void called(String messageId, Part part) {
    List<Part> same = parts.computeIfAbsent(known(messageId), first -> new ArrayList<>(1));
    same.remove(part);
    same.add(part);
  }

  private void change(OrderId order, UnaryOperator<Warning> how) {
    Warning before = warnings.get(order);
    if (before == null) {
      throw new IllegalArgumentException("no warning " + order);
    }
    warnings.put(order, how.apply(before));
  }

  /// Before anything goes out.
  synchronized void begun(Warning warning) {
    forget(warning.at().minus(KEPT));
    write(begunLine(warning));
    begin(warning);
  }

  /// The centre took a part.
  synchronized void taken(OrderId order, int part, String messageId) {
    write("T %s %d %s\n".formatted(order.digits(), part, URLEncoder.encode(messageId, UTF_8)));
    change(order, it -> it.taken(part, messageId));
    called(messageId, new Part(order, part));
  }

  /// What became of a part.
  synchronized void heard(Part part, State state) {
    write("H %s %d %s\n".formatted(part.order().digits(), part.number(), state));
    change(part.order(), it -> it.heard(part.number(), state));
  }

  /// Nothing of it went out, certainly.
  synchronized void neverLeft(OrderId order) {
    write("G %s\n".formatted(order.digits()));
    change(order, Warning::neverLeft);
  }

  synchronized Optional<Warning> find(OrderId order) {
    return Optional.ofNullable(warnings.get(order));
  }

  /// The part that the centre means: the newest of that name that waits for a last word, else the
  /// newest that has one, which is said again then. Some tell a number in hexadecimal when they
  /// take it and in decimal when they have delivered it, or the other way round.
  ///
  /// @param numbers digests of the numbers that it may have gone to; empty where nobody says
  synchronized Optional<Part> part(String messageId, Set<String> numbers) {
    List<Part> named = new ArrayList<>();
    for (String name : names(messageId)) {
      named.addAll(parts.getOrDefault(name, List.of()));
    }
    if (!numbers.isEmpty()) {
      named.removeIf(part -> !numbers.contains(warning(part).number()));
    }
    Comparator<Part> byAge = Comparator.comparing(part -> warning(part).at());
    return named.stream().filter(this::waits).max(byAge).or(() -> named.stream().max(byAge));
  }

  /// Whether nothing was heard of it yet.
  synchronized boolean waits(Part part) {
    return warning(part).states().get(part.number()) == State.UNDER_WAY;
  }

  private Warning warning(Part part) {
    return Objects.requireNonNull(warnings.get(part.order()));
  }

  private static Set<String> names(String messageId) {
    Set<String> names = new LinkedHashSet<>();
    names.add(known(messageId));
    other(messageId, 10, 16).ifPresent(names::add);
    other(messageId, 16, 10).ifPresent(names::add);
    return names;
  }

  private static Optional<String> other(String messageId, int from, int to) {
    try {
      return Optional.of(known(Long.toString(Long.parseLong(messageId, from), to)));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static String known(String messageId) {
    return messageId.toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
  }

  /// The warnings that went, or may have gone, to this number since then, besides this order's.
  synchronized List<Instant> sentTo(String number, Instant since, OrderId besides) {
    return byNumber.getOrDefault(number, Set.of()).stream()
        .map(order -> Objects.requireNonNull(warnings.get(order)))
        .filter(it -> !it.unsent() && it.at().isAfter(since) && !it.order().equals(besides))
        .map(Warning::at)
        .sorted()
        .toList();
  }

  private void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private void write(String line) {
    try {
      append(line);
      // on the disk before the message goes: who forgets what went says it twice
      out.force(false);
    } catch (IOException full) {
      throw new UncheckedIOException("the book of warnings cannot be written", full);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException lost) {
      log.warn("a book of warnings was not closed well: {}", lost.toString());
    }
  }
}
