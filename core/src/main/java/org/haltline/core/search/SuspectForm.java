package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.search.Mention.Orders;
import org.haltline.core.search.Mention.Role;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;

/// A suspect as bytes in the index. Twenty million of them must be small, so enumerations are
/// numbers here: [#VERSION] changes with them, and an index of another version is built anew.
@SuppressWarnings("EnumOrdinal") // small, and VERSION changes with the order of the values
final class SuspectForm {
  /// Whatever can change the meaning of a stored byte, or the terms that stand beside it.
  static final String VERSION =
      "2/"
          + List.of(
                  List.of(OrderKind.values()),
                  List.of(OrderState.values()),
                  List.of(Role.values()),
                  List.of(PhoneNumber.Line.values()),
                  List.of(BankAccount.Form.values()))
              .toString()
              .hashCode();

  private SuspectForm() {}

  static BytesRef bytes(Suspect suspect) {
    var out = new ByteBuffersDataOutput(256);
    try {
      subject(out, suspect.subject());
      out.writeVInt(suspect.mentions().size());
      for (Mention mention : suspect.mentions()) {
        mention(out, mention);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot be written", impossible);
    }
    return new BytesRef(out.toArrayCopy());
  }

  static Suspect read(BytesRef bytes) {
    var in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    try {
      Subject subject = subject(in);
      int count = in.readVInt();
      var mentions = new ArrayList<Mention>(count);
      for (int i = 0; i < count; i++) {
        mentions.add(mention(in));
      }
      return new Suspect(subject, mentions);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot be read", impossible);
    }
  }

  private static void subject(DataOutput out, Subject subject) throws IOException {
    switch (subject) {
      case BankAccount it -> {
        out.writeByte((byte) ('a' + it.form().ordinal()));
        out.writeString(it.number());
        out.writeString(it.bankHint() == null ? "" : it.bankHint());
      }
      case PhoneNumber it -> {
        out.writeByte((byte) ('A' + it.line().ordinal()));
        out.writeString(it.e164());
      }
      case Link it -> {
        out.writeByte((byte) '1');
        out.writeString(it.host());
        out.writeVInt(it.port() == null ? 0 : it.port());
        out.writeString(it.path());
        out.writeString(it.registrableDomain());
      }
      case ChatAccount it -> two(out, '2', it.service(), it.handle());
      case EmailAddress it -> two(out, '3', it.address(), "");
      case Person it -> two(out, '4', it.name(), "");
      case IdDocument it -> two(out, '5', it.type(), it.number());
      case App it -> two(out, '6', it.name(), "");
    }
  }

  private static void two(DataOutput out, char what, String first, String second)
      throws IOException {
    out.writeByte((byte) what);
    out.writeString(first);
    out.writeString(second);
  }

  private static Subject subject(DataInput in) throws IOException {
    char what = (char) in.readByte();
    String first = in.readString();
    if (what >= 'A' && what <= 'Z') {
      return new PhoneNumber(first, first, PhoneNumber.Line.values()[what - 'A']);
    }
    if (what == '1') {
      int port = in.readVInt();
      String path = in.readString();
      return new Link(first, first, port == 0 ? null : port, path, in.readString());
    }
    String second = in.readString();
    return switch (what) {
      case '2' -> new ChatAccount(second, first, second);
      case '3' -> new EmailAddress(first, first);
      case '4' -> new Person(first, first);
      case '5' -> new IdDocument(second, first, second);
      case '6' -> new App(first, first, null);
      default ->
          new BankAccount(
              first,
              first,
              BankAccount.Form.values()[what - 'a'],
              second.isEmpty() ? null : second,
              null);
    };
  }

  private static void mention(DataOutput out, Mention mention) throws IOException {
    out.writeString(mention.caseId().value());
    int bits = (mention.holdStands() ? 1 : 0) | (mention.unrelated() ? 2 : 0);
    for (Role role : mention.roles()) {
      bits |= 4 << role.ordinal();
    }
    out.writeVInt(bits);
    out.writeVInt(mention.names().size());
    for (String name : mention.names()) {
      out.writeString(name);
    }
    out.writeLong(mention.victim());
    out.writeVInt(mention.money().size());
    for (Money sum : mention.money()) {
      out.writeString(sum.currency());
      out.writeVLong(sum.minor());
    }
    instant(out, mention.firstAt());
    instant(out, mention.lastAt());
    out.writeVInt(mention.orders().size());
    for (Orders some : mention.orders()) {
      out.writeByte((byte) some.kind().ordinal());
      out.writeByte((byte) some.state().ordinal());
      out.writeVInt(some.count());
    }
  }

  private static Mention mention(DataInput in) throws IOException {
    var caseId = new CaseId(in.readString());
    int bits = in.readVInt();
    var roles = EnumSet.noneOf(Role.class);
    for (Role role : Role.values()) {
      if ((bits & 4 << role.ordinal()) != 0) {
        roles.add(role);
      }
    }
    var names = new ArrayList<String>();
    for (int i = in.readVInt(); i > 0; i--) {
      names.add(in.readString());
    }
    long victim = in.readLong();
    var money = new ArrayList<Money>();
    for (int i = in.readVInt(); i > 0; i--) {
      String currency = in.readString();
      money.add(new Money(in.readVLong(), currency));
    }
    Instant firstAt = instant(in);
    Instant lastAt = instant(in);
    var orders = new ArrayList<Orders>();
    for (int i = in.readVInt(); i > 0; i--) {
      OrderKind kind = OrderKind.values()[in.readByte()];
      OrderState state = OrderState.values()[in.readByte()];
      orders.add(new Orders(kind, state, in.readVInt()));
    }
    return new Mention(
        caseId,
        roles,
        names,
        victim,
        money,
        firstAt,
        lastAt,
        orders,
        (bits & 1) != 0,
        (bits & 2) != 0);
  }

  private static void instant(DataOutput out, Instant at) throws IOException {
    out.writeZLong(at.getEpochSecond());
    out.writeVInt(at.getNano());
  }

  private static Instant instant(DataInput in) throws IOException {
    long second = in.readZLong();
    return Instant.ofEpochSecond(second, in.readVInt());
  }
}
