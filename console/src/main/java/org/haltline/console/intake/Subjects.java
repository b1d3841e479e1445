package org.haltline.console.intake;

import java.util.ArrayList;
import java.util.List;
import org.haltline.console.contract.Part;
import org.haltline.console.words.Remark;
import org.haltline.console.words.Said;
import org.haltline.core.casefile.Routed;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Route;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Note;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Reads what a fraudster uses out of a body and finds the institution that serves it.
final class Subjects {
  static final List<String> LURES = List.of("phone", "url", "app", "email", "wechat", "qq", "chat");
  private static final List<String> TARGETS =
      List.of(
          "account",
          "phone",
          "url",
          "app",
          "email",
          "wechat",
          "qq",
          "chat",
          "person",
          "idDocument");

  private final Form form;
  private final Directory directory;

  Subjects(Form form, Directory directory) {
    this.form = form;
    this.directory = directory;
  }

  /// The account of a payment, with the institution that keeps it.
  @Nullable Routed<BankAccount> account(Part part) {
    BankAccount account = read(part);
    if (account == null) {
      return null;
    }
    directory.doubts(account, null).forEach(note -> doubt(part.get("account"), note));
    Route route = directory.route(account, null);
    return switch (route) {
      case Route.To(var institution, String because) ->
          new Routed<>(account, institution.id(), because);
      case Route.Ask ask -> {
        unrouted(part.get("account"), account, ask);
        yield new Routed<>(account, null, ask.because());
      }
    };
  }

  /// What lured the victim: one entry gives two lures where an app comes with its link.
  List<Routed<Subject>> lure(Part part) {
    List<String> named = named(part, LURES);
    boolean appWithLink = named.equals(List.of("url", "app"));
    if (named.size() != 1 && !appWithLink) {
      if (named.isEmpty() && part.isObject()) {
        form.fault(part, "fault.lure-none");
      } else if (!named.isEmpty()) {
        form.fault(part, "fault.lure-several", String.join(", ", named));
      }
      return List.of();
    }
    var lures = new ArrayList<Routed<Subject>>(2);
    Subject subject = subject(part, appWithLink ? "app" : named.getFirst());
    if (subject != null) {
      lures.add(routed(part.get(appWithLink ? "app" : named.getFirst()), subject));
      if (subject instanceof App app && app.link() != null) {
        lures.add(routed(part.get("url"), app.link()));
      }
    }
    return lures;
  }

  /// What an order is about; null beside a fault.
  @Nullable Subject target(Part part) {
    List<String> named = named(part, TARGETS);
    boolean appWithLink = named.equals(List.of("url", "app"));
    if (named.size() != 1 && !appWithLink) {
      if (named.isEmpty() && part.isObject()) {
        form.fault(part, "fault.target-none");
      } else if (!named.isEmpty()) {
        form.fault(part, "fault.target-several", String.join(", ", named));
      }
      return null;
    }
    if (!named.contains("account")) {
      for (String detail : List.of("bank", "name", "form")) {
        if (!part.get(detail).isAbsent()) {
          form.fault(part.get(detail), "fault.target-detail", detail);
        }
      }
    }
    return named.contains("account")
        ? read(part)
        : subject(part, appWithLink ? "app" : named.getFirst());
  }

  private static List<String> named(Part part, List<String> among) {
    return among.stream().filter(name -> !part.get(name).isAbsent()).toList();
  }

  private @Nullable BankAccount read(Part part) {
    String typed = part.get("account").text();
    if (typed == null) {
      return null;
    }
    String said = part.get("form").text();
    BankAccount.Form kind = null;
    for (BankAccount.Form one : BankAccount.Form.values()) {
      kind = one.name().equals(said) ? one : kind;
    }
    return understood(
        part,
        "account",
        BankAccount.parse(typed, part.get("bank").text(), part.get("name").text(), kind));
  }

  private @Nullable Subject subject(Part part, String member) {
    Parsed<? extends Subject> parsed = parsed(part, member);
    if (parsed == null) {
      return null;
    }
    return member.equals("chat")
        ? understood(part.get("chat"), "handle", parsed)
        : understood(part, member, parsed);
  }

  /// What a member names; null where it is not there.
  static @Nullable Parsed<? extends Subject> parsed(Part part, String member) {
    if (member.equals("chat")) {
      String service = part.get("chat").get("service").text();
      String handle = part.get("chat").get("handle").text();
      return service == null || handle == null ? null : ChatAccount.parse(service, handle);
    }
    String typed = part.get(member).text();
    if (typed == null) {
      return null;
    }
    return switch (member) {
      case "phone" -> PhoneNumber.parse(typed);
      case "url" -> Link.parse(typed);
      case "app" -> App.parse(typed, part.get("url").text());
      case "email" -> EmailAddress.parse(typed);
      case "person" -> Person.parse(typed);
      case "idDocument" -> IdDocument.parse(typed);
      default -> ChatAccount.parse(member, typed);
    };
  }

  private <S extends Subject> @Nullable S understood(Part part, String member, Parsed<S> parsed) {
    return switch (parsed) {
      case Parsed.Understood<S>(S subject, List<Note> notes) -> {
        notes.forEach(note -> doubt(blamed(part, member, note.code()), note));
        yield subject;
      }
      case Parsed.NotUnderstood<S>(String code, String says, String saysZh) -> {
        form.fault(new Remark(blamed(part, member, code).pointer(), code, says, saysZh));
        yield null;
      }
    };
  }

  /// Which member a reading speaks of: an account is read together with its bank and holder, an app
  /// with its link.
  private static Part blamed(Part part, String member, String code) {
    String about = code.substring(0, Math.max(code.indexOf('.'), 0));
    return part.get(
        switch (about) {
          case "bank" -> "bank";
          case "person" -> member.equals("account") ? "name" : member;
          case "link" -> member.equals("app") ? "url" : member;
          case "chat-service" -> member.equals("handle") ? "service" : member;
          default -> member;
        });
  }

  private Routed<Subject> routed(Part part, Subject subject) {
    return switch (directory.route(subject, null)) {
      case Route.To(var institution, String because) ->
          new Routed<>(subject, institution.id(), because);
      case Route.Ask ask -> {
        unrouted(part, subject, ask);
        yield new Routed<>(subject, null, ask.because());
      }
    };
  }

  private void unrouted(Part part, Subject subject, Route.Ask ask) {
    form.warn(
        Remark.of(
            part.pointer(), "warning.route-unknown", subject.display(), Said.of(ask.missing())));
  }

  private void doubt(Part part, Note note) {
    form.warn(new Remark(part.pointer(), note.code(), note.says(), note.saysZh()));
  }
}
