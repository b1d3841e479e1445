package org.haltline.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haltline.console.contract.Part;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.console.words.Remark;
import org.haltline.core.casework.ProtectedByHand;
import org.haltline.core.casework.ProtectedByHand.Entry;
import org.haltline.core.codec.ProtectedListFile;
import org.haltline.core.directory.Directory;
import org.haltline.core.dispatch.ChannelTrial;
import org.haltline.core.dispatch.ChannelTrial.Outcome;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.subject.Bilingual;
import org.jspecify.annotations.Nullable;

/// What an administrator sees to beside people: the list of what may never be ordered on, and
/// whether institutions can be reached.
final class Guarding {
  private static final List<String> KINDS = List.of("account", "phone", "name", "domain");

  private final Vertx vertx;
  private final ProtectedList shipped;
  private final ProtectedByHand byHand;
  private final Directory directory;
  private final InstantSource clock;

  /// @param shipped what cannot be taken out here
  Guarding(
      Vertx vertx,
      ProtectedList shipped,
      ProtectedByHand byHand,
      Directory directory,
      InstantSource clock) {
    this.vertx = vertx;
    this.shipped = shipped;
    this.byHand = byHand;
    this.directory = directory;
    this.clock = clock;
  }

  private record ProtectedView(
      String key,
      String kind,
      String value,
      String reason,
      boolean own,
      @Nullable String by,
      @Nullable Instant at) {

    static ProtectedView ofShipped(String key, String reason, Language language) {
      int colon = key.indexOf(':');
      String kind =
          switch (key.substring(0, colon)) {
            case "link" -> "domain";
            case "person" -> "name";
            default -> key.substring(0, colon);
          };
      return new ProtectedView(
          key, kind, key.substring(colon + 1), told(reason, language), false, null, null);
    }

    static ProtectedView of(Entry it, Language language) {
      return new ProtectedView(
          it.key(), it.kind(), it.value(), told(it.reason(), language), true, it.by(), it.at());
    }

    private static String told(String reason, Language language) {
      Bilingual both = Bilingual.read(reason);
      return language == Language.ZH ? both.zh() : both.en();
    }
  }

  /// @param guarded the word itself is one of Java's
  private record ProtectedListView(@JsonProperty("protected") List<ProtectedView> guarded) {}

  private record RemovedView(boolean removed) {}

  private record TrialView(String channel, String state, long tookMs, @Nullable String says) {}

  /// @param works whether no channel that can be tried was silent
  private record TrialsView(
      boolean works, String says, boolean adapter, List<TrialView> channels) {}

  Map<String, Handling> handlings() {
    return Map.of(
        "listProtected", this::list,
        "addProtected", this::add,
        "dropProtected", this::drop,
        "testInstitution", this::test);
  }

  private Future<Answer> list(Exchange exchange) {
    return exchange
        .on(byHand.read())
        .map(
            entries -> {
              var all = new ArrayList<ProtectedView>();
              entries.forEach(entry -> all.add(ProtectedView.of(entry, exchange.language())));
              shipped.reasons().entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .map(
                      it ->
                          ProtectedView.ofShipped(it.getKey(), it.getValue(), exchange.language()))
                  .forEach(all::add);
              return Answer.json(200, new ProtectedListView(all));
            });
  }

  private Future<Answer> add(Exchange exchange) {
    Part form = exchange.sound();
    List<String> named = KINDS.stream().filter(kind -> !form.get(kind).isAbsent()).toList();
    if (named.size() != 1) {
      throw fault(Remark.of("", "fault.protected-one", String.join(", ", KINDS)));
    }
    String is = named.getFirst();
    String value = text(form, is).strip();
    String reason = text(form, "reason").strip();
    String key = key(is, value, reason);
    exchange.about(key);
    exchange.because(reason);
    if (shipped.reasons().containsKey(key)) {
      throw Refused.of(ProblemCode.PROTECTED_ALREADY);
    }
    var entry = new Entry(key, is, value, reason, exchange.actor().id(), clock.instant());
    return exchange
        .on(byHand.add(entry))
        .map(
            added -> {
              if (!added) {
                throw Refused.of(ProblemCode.PROTECTED_ALREADY);
              }
              return Answer.json(201, ProtectedView.of(entry, exchange.language()));
            });
  }

  private static String key(String is, String value, String reason) {
    if (reason.isBlank()) {
      throw fault(Remark.of("/reason", "fault.blank"));
    }
    try {
      return ProtectedListFile.one(is, value, reason).reasons().keySet().iterator().next();
    } catch (ProtectedListFile.Faulty no) {
      throw fault(Remark.of("/" + is, "fault.protected-value", value));
    }
  }

  private static Refused fault(Remark fault) {
    return new Refused(Problem.faults(ProblemCode.INVALID, List.of(fault)));
  }

  private Future<Answer> drop(Exchange exchange) {
    String key = Objects.requireNonNullElse(exchange.query("key"), "");
    exchange.about(key);
    exchange.because(Objects.requireNonNullElse(exchange.query("reason"), ""));
    if (shipped.reasons().containsKey(key)) {
      throw Refused.of(ProblemCode.PROTECTED_FOR_GOOD);
    }
    return exchange
        .on(byHand.remove(key))
        .map(removed -> Answer.json(200, new RemovedView(removed)));
  }

  private Future<Answer> test(Exchange exchange) {
    String id = exchange.path("institutionId");
    if (directory.byId(id).isEmpty()) {
      throw Refused.of(ProblemCode.NO_SUCH_INSTITUTION);
    }
    exchange.about(id);
    return ChannelTrial.of(vertx, id)
        .map(tried -> Answer.json(200, view(tried, exchange.language())));
  }

  private static TrialsView view(Optional<List<ChannelTrial>> tried, Language language) {
    List<ChannelTrial> all = tried.orElse(List.of());
    boolean silent = all.stream().anyMatch(it -> it.outcome() == Outcome.NOT_REACHED);
    String says =
        tried.isEmpty()
            ? Phrases.say(language, "trial.NO_ADAPTER")
            : all.stream().map(it -> told(it, language)).collect(Collectors.joining(" "));
    return new TrialsView(
        tried.isPresent() && !silent,
        says,
        tried.isPresent(),
        all.stream()
            .map(it -> new TrialView(it.channel(), slug(it.outcome()), it.tookMs(), it.says()))
            .toList());
  }

  private static String told(ChannelTrial it, Language language) {
    return Phrases.say(
        language,
        "trial." + it.outcome(),
        it.channel(),
        it.tookMs(),
        Objects.requireNonNullElse(it.says(), ""));
  }

  private static String slug(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(Part form, String member) {
    return Objects.requireNonNullElse(form.get(member).text(), "");
  }
}
