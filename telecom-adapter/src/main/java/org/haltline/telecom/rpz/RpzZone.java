package org.haltline.telecom.rpz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.haltline.core.dispatch.NoAnswer;
import org.haltline.telecom.rpz.RpzReach.Server;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/// A response policy zone on its primary server. A blocked name has `name CNAME .` and `*.name
/// CNAME .`, and beside them its [Marks] as TXT at `name._haltline`. Both change in one update that
/// says what it believes to be there (RFC 2136, section 2.4), so no two of us undo each other's
/// work, and what is there after a lost answer can be read. Only signed answers are believed.
final class RpzZone {
  private static final long TTL_SECONDS = 60;
  private static final int TRIES_MAX = 5;
  private static final String BOOK = "_haltline";

  private final Server primary;
  private final Name zone;
  private final Name book;
  private final TSIG key;
  private final Duration timeout;
  private final SimpleResolver resolver;

  RpzZone(RpzReach reach) {
    this.primary = reach.primary();
    this.zone = reach.zoneName();
    this.book = below(BOOK, zone);
    this.key = reach.key().tsig();
    this.timeout = reach.timeout();
    this.resolver = resolver(primary, timeout);
    resolver.setTSIGKey(key);
  }

  /// What came of a change.
  sealed interface Changed {
    /// The zone is so now, at this serial.
    ///
    /// @param blocked whether the name and all below it is blocked, whoever did it
    record Stands(Marks marks, long serial, boolean blocked) implements Changed {
      /// The marks say that it is blocked, and it is not: somebody took the block away by hand.
      boolean isBroken() {
        return marks.block() && !blocked;
      }
    }

    /// Somebody else has said something about the name, and we leave it alone.
    record OthersThere(String what) implements Changed {}

    /// The server understood and will not, whoever asks again.
    record Forbidden(String why) implements Changed {}
  }

  /// Whether the name and what stands below it can be written there.
  boolean fits(String host) {
    try {
      Name.fromString(host, book);
      Name.fromString("*." + host, zone);
      return true;
    } catch (TextParseException | IllegalArgumentException tooLong) {
      return false;
    }
  }

  /// What stands about the name, and the serial of the zone that said so or of an earlier one.
  CompletionStage<Changed.Stands> read(String host) {
    return serial()
        .thenCompose(
            serial ->
                ask(below(host, book), Type.TXT)
                    .thenCombine(
                        isBlocked(host),
                        (answer, blocked) -> new Changed.Stands(marks(answer), serial, blocked)));
  }

  /// Whether the name and everything below it is blocked: marks alone are only what was meant.
  private CompletionStage<Boolean> isBlocked(String host) {
    Name exact = below(host, zone);
    Name wild = below("*." + host, zone);
    return ask(exact, Type.CNAME)
        .thenCombine(
            ask(wild, Type.CNAME),
            (one, all) ->
                one.findRRset(exact, Type.CNAME, Section.ANSWER)
                    && all.findRRset(wild, Type.CNAME, Section.ANSWER));
  }

  /// Changes what stands about the name. What comes back is what the server serves afterwards.
  CompletionStage<Changed> change(String host, UnaryOperator<Marks> to) {
    return change(host, to, 1);
  }

  private CompletionStage<Changed> change(String host, UnaryOperator<Marks> to, int attempt) {
    return read(host)
        .thenCompose(
            before -> {
              Marks wanted = to.apply(before.marks());
              if (wanted.equals(before.marks()) && !before.isBroken()) {
                return CompletableFuture.completedFuture(before);
              }
              return signed(update(host, before, wanted))
                  .thenCompose(answer -> updated(host, to, before, wanted, answer, attempt));
            });
  }

  private CompletionStage<Changed> updated(
      String host,
      UnaryOperator<Marks> to,
      Changed.Stands before,
      Marks wanted,
      Message answer,
      int attempt) {
    return switch (answer.getRcode()) {
      case Rcode.NOERROR -> verified(host, before, wanted);
      case Rcode.NXRRSET, Rcode.YXRRSET, Rcode.NXDOMAIN -> {
        if (attempt == TRIES_MAX) {
          throw new NoAnswer("该域名的记录一直被他人改动", "somebody else changes the name all the time");
        }
        yield change(host, to, attempt + 1);
      }
      case Rcode.YXDOMAIN ->
          CompletableFuture.completedFuture(
              new Changed.OthersThere(host + " stands in " + zone + " by another hand"));
      case Rcode.REFUSED, Rcode.NOTAUTH, Rcode.NOTZONE, Rcode.NOTIMP, Rcode.FORMERR ->
          CompletableFuture.completedFuture(
              new Changed.Forbidden(primary + " answered " + Rcode.string(answer.getRcode())));
      default -> throw answered(answer);
    };
  }

  /// A zone that took the change has a later serial (RFC 1982) and says what was wanted.
  private CompletionStage<Changed> verified(String host, Changed.Stands before, Marks wanted) {
    return read(host)
        .thenApply(
            after -> {
              if ((int) (after.serial() - before.serial()) <= 0) {
                throw new NoAnswer(
                    "域名服务器已收更新，序列号未变", "the name server took the update and its serial stayed");
              }
              if (after.blocked() != after.marks().block()) {
                throw new NoAnswer(
                    "域名服务器已收更新，却未生效", "the name server took the update and does not show it");
              }
              boolean kept =
                  wanted.byOrder().values().stream()
                      .allMatch(mark -> after.marks().byOrder().containsKey(mark.order()));
              if (!kept) {
                throw new NoAnswer(
                    "域名服务器已收更新，丢失了标记", "the name server took the update and lost a mark");
              }
              return after;
            });
  }

  private Update update(String host, Changed.Stands stands, Marks wanted) {
    Marks before = stands.marks();
    var update = new Update(zone);
    Name marked = below(host, book);
    Name exact = below(host, zone);
    Name wild = below("*." + host, zone);
    if (before.byOrder().isEmpty()) {
      update.absent(marked, Type.TXT);
    } else {
      records(marked, before, 0).forEach(update::present);
    }
    update.delete(marked, Type.TXT);
    records(marked, wanted, TTL_SECONDS).forEach(update::add);
    if (wanted.block() && (!before.block() || stands.isBroken())) {
      update.absent(exact);
      update.absent(wild);
      update.add(new CNAMERecord(exact, DClass.IN, TTL_SECONDS, Name.root));
      update.add(new CNAMERecord(wild, DClass.IN, TTL_SECONDS, Name.root));
    } else if (!wanted.block() && before.block()) {
      update.delete(exact, Type.CNAME);
      update.delete(wild, Type.CNAME);
    }
    return update;
  }

  /// @param ttlSeconds 0 where they are only believed to be there
  private static List<Record> records(Name marked, Marks marks, long ttlSeconds) {
    List<Record> records = new ArrayList<>();
    for (Mark mark : marks.byOrder().values()) {
      records.add(new TXTRecord(marked, DClass.IN, ttlSeconds, mark.text()));
    }
    return records;
  }

  private static Marks marks(Message answer) {
    List<Mark> marks = new ArrayList<>();
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof TXTRecord text) {
        Mark.parse(String.join("", text.getStrings())).ifPresent(marks::add);
      }
    }
    return Marks.of(marks);
  }

  /// The zone's serial, as its primary server says it now.
  CompletionStage<Long> serial() {
    return ask(zone, Type.SOA).thenApply(answer -> serialOf(answer, primary));
  }

  private long serialOf(Message answer, Server server) {
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof SOARecord soa && soa.getName().equals(zone)) {
        return soa.getSerial();
      }
    }
    throw new NoAnswer("域名服务器不提供该区域", "%s does not serve the zone".formatted(server));
  }

  /// Whether that server serves this serial, or a later one. What cannot be asked does not.
  CompletionStage<Boolean> hasCaughtUp(Server follower, long serial) {
    return resolver(follower, timeout)
        .sendAsync(query(zone, Type.SOA))
        .thenApply(answer -> (int) (serialOf(answer, follower) - serial) >= 0)
        .exceptionally(away -> false);
  }

  private CompletionStage<Message> ask(Name name, int type) {
    return signed(query(name, type))
        .thenApply(
            answer -> {
              int rcode = answer.getRcode();
              if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
                throw answered(answer);
              }
              return answer;
            });
  }

  private static Message query(Name name, int type) {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    return query;
  }

  /// Whatever does not bear our key's signature was said by nobody.
  private CompletionStage<Message> signed(Message message) {
    return resolver
        .sendAsync(message)
        .thenApply(
            answer -> {
              if (!answer.isSigned() || !answer.isVerified()) {
                throw new NoAnswer(
                    "域名服务器的答复没有约定密钥的签名",
                    "the name server answered %s without our key's signature"
                        .formatted(Rcode.string(answer.getRcode())));
              }
              return answer;
            });
  }

  /// Every name that has marks; blocks while the zone is transferred.
  Set<String> marked() {
    try {
      var transfer =
          ZoneTransferIn.newAXFR(zone, new InetSocketAddress(primary.host(), primary.port()), key);
      transfer.setTimeout(timeout);
      transfer.run();
      Set<String> hosts = new LinkedHashSet<>();
      for (Record record : transfer.getAXFR()) {
        if (record.getType() == Type.TXT && record.getName().subdomain(book)) {
          hosts.add(record.getName().relativize(book).toString());
        }
      }
      return hosts;
    } catch (IOException unheard) {
      throw new UncheckedIOException(primary + " does not hand over " + zone, unheard);
    } catch (ZoneTransferException refused) {
      throw new NoAnswer(
          "域名服务器不交出该区域", "the name server does not hand over the zone: " + refused.getMessage());
    }
  }

  private static SimpleResolver resolver(Server server, Duration timeout) {
    var resolver = new SimpleResolver(new InetSocketAddress(server.host(), server.port()));
    resolver.setTCP(true);
    resolver.setTimeout(timeout);
    return resolver;
  }

  private static Name below(String relative, Name origin) {
    try {
      return Name.concatenate(Name.fromString(relative), origin);
    } catch (TextParseException | NameTooLongException guarded) {
      throw new IllegalArgumentException("no name below " + origin + ": " + relative, guarded);
    }
  }

  private static NoAnswer answered(Message answer) {
    String rcode = Rcode.string(answer.getRcode());
    return new NoAnswer("域名服务器以 " + rcode + " 作答", "the name server answered " + rcode);
  }
}
