package org.haltline.bank.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every order that was laid in for one bank, a line each: a feedback names the order's number
/// alone, may come weeks later, and then nothing else in the adapter knows which case it belongs
/// to. No person and no account stands in it. What is written outlives this process at once, and
/// the machine when the book is closed: after a loss of power it is not taken for whole. May be
/// used on any thread; writes block.
public final class SentBook implements AutoCloseable {
  static final Duration KEPT = Duration.ofDays(400);
  static final int ORDERS_MAX = 100_000;

  private static final Logger log = LoggerFactory.getLogger(SentBook.class);
  private static final String NO_AMOUNT = "-";
  private static final String STRUCK_OUT = " struck-out";
  private static final String WHOLE_SINCE = "whole-since ";
  private static final String CLOSED = "closed";
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /// Words of a line whose order the bank knows by its own number; one more where it does not.
  private static final int UNNUMBERED = 6;

  private final Map<OrderId, SentOrder> orders =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderId, SentOrder> eldest) {
          boolean isLeftOut = size() > ORDERS_MAX;
          if (isLeftOut) {
            wholeSince = later(wholeSince, eldest.getValue().orderedAt());
          }
          return isLeftOut;
        }
      };
  private final FileChannel file;
  private final BufferedWriter out;

  /// Whatever was ordered and noted after this moment stands here.
  private Instant wholeSince;

  private SentBook(FileChannel file, Instant wholeSince) {
    this.file = file;
    this.out = new BufferedWriter(Channels.newWriter(file, UTF_8));
    this.wholeSince = wholeSince;
  }

  /// Opens the book, without what is older than [#KEPT] and beyond the last [#ORDERS_MAX].
  public static SentBook open(Path file, Instant now) {
    return open(file, now, boot());
  }

  /// @param boot which start of the machine this is; null where it does not tell
  static SentBook open(Path file, Instant now, @Nullable String boot) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      List<String> before = Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
      Path anew = file.resolveSibling(file.getFileName() + ".new");
      var book =
          new SentBook(
              FileChannel.open(anew, CREATE, TRUNCATE_EXISTING, WRITE),
              later(wholeSince(before, boot).orElse(now), now.minus(KEPT)));
      book.readIn(before, now, boot);
      Files.move(anew, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return book;
    } catch (IOException unusable) {
      throw new UncheckedIOException("the book " + file + " cannot be kept", unusable);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable String boot() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException notLinux) {
      return null;
    }
  }

  /// Since when the book is whole: what its first line says holds if it was closed, or if the
  /// machine has not been started anew since. Empty where that is not certain.
  private static Optional<Instant> wholeSince(List<String> lines, @Nullable String boot) {
    if (lines.isEmpty() || !lines.getFirst().startsWith(WHOLE_SINCE)) {
      return Optional.empty();
    }
    String[] said = lines.getFirst().substring(WHOLE_SINCE.length()).split(" ", -1);
    boolean ranOn = said.length > 1 && said[1].equals(boot);
    if (!ranOn && !lines.getLast().equals(CLOSED)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(said[0]));
    } catch (DateTimeParseException torn) {
      return Optional.empty();
    }
  }

  private void readIn(List<String> lines, Instant now, @Nullable String boot) throws IOException {
    Instant from = now.minus(KEPT);
    int torn = 0;
    for (String line : lines) {
      if (line.startsWith(WHOLE_SINCE) || line.equals(CLOSED)) {
        continue;
      }
      Optional<SentOrder> read = parse(line);
      if (line.endsWith(STRUCK_OUT) && OrderId.isShaped(line.substring(0, line.indexOf(' ')))) {
        orders.remove(new OrderId(line.substring(0, line.indexOf(' '))));
      } else if (read.isEmpty()) {
        torn++;
      } else if (read.get().orderedAt().isAfter(from)) {
        orders.put(read.get().id(), read.get());
      }
    }
    if (torn > 0) {
      log.warn("{} lines of a book of sent orders cannot be read and are left out", torn);
      wholeSince = now;
    }
    out.write(WHOLE_SINCE + wholeSince + (boot == null ? "" : " " + boot) + "\n");
    for (SentOrder kept : orders.values()) {
      write(kept);
    }
    out.flush();
  }

  /// Writes an order down; one that stands here is not written again.
  ///
  /// @return whether it was not known: only then is it certain that the bank never saw it
  public synchronized boolean note(SentOrder order) {
    OrderId id = order.id();
    try {
      if (orders.putIfAbsent(id, order) != null) {
        return false;
      }
      write(order);
      out.flush();
      return true;
    } catch (IOException full) {
      orders.remove(id);
      throw new UncheckedIOException("order " + id + " cannot be written into the book", full);
    }
  }

  /// Strikes out what never went out this way after all.
  public synchronized void forget(OrderId id) {
    if (orders.remove(id) == null) {
      return;
    }
    try {
      out.write(id.digits() + STRUCK_OUT);
      out.write('\n');
      out.flush();
    } catch (IOException full) {
      throw new UncheckedIOException("order " + id + " cannot be struck out of the book", full);
    }
  }

  /// Whether it is certain that this order was never laid in here: it would stand here otherwise.
  public synchronized boolean neverHad(OrderId id) {
    return !orders.containsKey(id) && !id.isDrawnBefore(wholeSince);
  }

  public synchronized Optional<SentOrder> find(OrderId id) {
    return Optional.ofNullable(orders.get(id));
  }

  @Override
  public synchronized void close() {
    try (out) {
      out.write(CLOSED + "\n");
      out.flush();
      file.force(true);
    } catch (IOException lost) {
      log.warn("a book of sent orders was not closed well: {}", lost.toString());
    }
  }

  private void write(SentOrder order) throws IOException {
    Money amount = order.amount();
    var words =
        new ArrayList<String>(
            List.of(
                order.id().digits(),
                order.caseId().value(),
                order.kind().name(),
                amount == null ? NO_AMOUNT : String.valueOf(amount.minor()),
                amount == null ? NO_AMOUNT : amount.currency()));
    if (order.number() != null) {
      words.add(order.number());
    }
    // last, for a line that ends within it cannot be read
    words.add(order.orderedAt().toString());
    out.write(String.join(" ", words));
    out.write('\n');
  }

  /// Empty for a line that a kill has torn.
  private static Optional<SentOrder> parse(String line) {
    try {
      String[] words = line.split(" ", -1);
      Money amount =
          words[3].equals(NO_AMOUNT) ? null : new Money(Long.parseLong(words[3]), words[4]);
      return Optional.of(
          new SentOrder(
              new OrderId(words[0]),
              new CaseId(words[1]),
              OrderKind.valueOf(words[2]),
              amount,
              words.length > UNNUMBERED ? words[UNNUMBERED - 1] : null,
              Instant.parse(words[words.length > UNNUMBERED ? UNNUMBERED : UNNUMBERED - 1])));
    } catch (RuntimeException torn) {
      return Optional.empty();
    }
  }
}
