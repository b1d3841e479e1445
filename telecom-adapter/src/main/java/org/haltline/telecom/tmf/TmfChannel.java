package org.haltline.telecom.tmf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.FeedbackListener;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.dispatch.NoAnswer;
import org.haltline.core.dispatch.NotReached;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Signer;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.PhoneNumber.Line;
import org.haltline.telecom.tmf.TmfCalls.Reply;
import org.haltline.telecom.tmf.TmfCalls.Sent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Orders on numbers as TM Forum service orders. Whatever happened to a call, the order is found by
/// its `externalId`; an event is only a nudge to look. An order is done when the carrier says so
/// and the number is seen to be so.
public final class TmfChannel implements Channel {
  private static final Logger log = LoggerFactory.getLogger(TmfChannel.class);
  private static final String JSON = "application/json;charset=utf-8";
  private static final String MERGE = "application/merge-patch+json";
  private static final int HUB_AGAIN_MS = 30_000;
  private static final int NUMBER_DIGITS = 32;
  private static final int CALLED_BACK_MAX = 10_000;
  private static final Pattern MONITOR = Pattern.compile(".*/monitor/([A-Za-z0-9._~-]{1,100})/?");

  private final Vertx vertx;
  private final String institution;
  private final TmfReach reach;
  private final @Nullable FeedbackListener listener;
  private final Function<String, Optional<String>> carriers;
  private final InstantSource clock;
  private final TmfCalls calls;
  private final Map<OrderId, OrderSignature> signatures = new ConcurrentHashMap<>();
  private final Map<OrderId, String> monitors = new ConcurrentHashMap<>();

  /// Monitors of what was called back here while the carrier was at it.
  private final Map<OrderId, String> calledBack =
      Collections.synchronizedMap(
          new LinkedHashMap<OrderId, String>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<OrderId, String> eldest) {
              return size() > CALLED_BACK_MAX;
            }
          });

  private volatile boolean noOrdering;

  /// It has taken a service order since the start: it will not stop knowing them.
  private volatile boolean ordered;

  private volatile boolean closed;
  private volatile @Nullable FeedbackSink sink;
  private volatile @Nullable String hub;

  /// @param listener null where nothing is heard by itself, and all is asked for
  /// @param carriers the institution that a carrier's name means
  public TmfChannel(
      Vertx vertx,
      String institution,
      TmfReach reach,
      @Nullable FeedbackListener listener,
      Function<String, Optional<String>> carriers,
      InstantSource clock) {
    this.vertx = vertx;
    this.institution = institution;
    this.reach = reach;
    this.listener = listener;
    this.carriers = carriers;
    this.clock = clock;
    this.calls = new TmfCalls(vertx, reach, clock);
    this.noOrdering = reach.ordering() == null;
  }

  @Override
  public String name() {
    return reach.name();
  }

  /// Numbers that nobody here can suspend are barred; what no machine can say at all goes to
  /// people.
  @Override
  public Optional<String> cannot(Order order) {
    if (!(order.target() instanceof PhoneNumber number)) {
      return Optional.of("该通道只办理号码 / this channel is for numbers alone");
    }
    return switch (order.kind()) {
      case SUSPEND_NUMBER, RESTORE_NUMBER ->
          number.line() == Line.MOBILE || number.line() == Line.VIRTUAL_OPERATOR
              ? Optional.empty()
              : Optional.of("非手机号码只能拦截 / only mobile numbers are suspended: " + number.display());
      case INTERCEPT_CALLS, LIFT ->
          reach.ordering() == null
              ? Optional.of("未提供拦截来电的服务订单 / there are no service orders to bar calls by")
              : Optional.empty();
      default -> Optional.of("该通道不办理此类指令 / this channel does not carry such orders");
    };
  }

  /// Asks about an order, or a service, that nobody ever gave; with a token, where one is needed.
  @Override
  public Future<Void> knock() {
    String nobody = "0".repeat(NUMBER_DIGITS);
    String url =
        reach.ordering() != null
            ? found(new OrderId(nobody))
            : reach.activation() + "/service/" + nobody;
    return calls
        .get(url)
        .compose(
            reply ->
                reply.isGood() || reply.status() == 404
                    ? Future.succeededFuture()
                    : Future.failedFuture(answered(reply)));
  }

  @Override
  public Future<Answer> send(OutgoingOrder outgoing) {
    return noOrdering
        ? activate(outgoing)
        : calledBack(outgoing.order()).compose(cancelled -> order(outgoing));
  }

  // --- service orders

  private Future<Answer> order(OutgoingOrder outgoing) {
    byte[] body = TmfOrder.bytes(outgoing);
    OrderId id = outgoing.order().id();
    return calls
        .call(HttpMethod.POST, reach.ordering() + "/serviceOrder", signed(id, body, JSON))
        .compose(reply -> ordered(outgoing, reply).recover(TmfChannel::afterwards));
  }

  private Future<Answer> ordered(OutgoingOrder outgoing, Reply reply) {
    if (isAbsent(reply) && reach.activation() != null) {
      return withoutOrdering(outgoing);
    }
    if (reply.status() == 409) {
      return ask(outgoing);
    }
    ordered |= reply.isGood();
    return reply.isGood()
        ? standing(outgoing.order(), TmfOrder.read(reply.body()))
        : notTaken(reply);
  }

  /// The order came there: that a later call was not even connected says nothing of it.
  private static <T> Future<T> afterwards(Throwable why) {
    return Future.failedFuture(
        why instanceof NotReached
            ? new NoAnswer("指令发出后连接中断", "the line was lost after the order had gone out")
            : why);
  }

  /// What the order withdraws and the carrier still works on is cancelled there first, or it could
  /// be carried out behind the order's back. Where that comes too late, or is not known there, the
  /// order itself undoes it, and is done only when nothing of it runs any more.
  private Future<Void> calledBack(Order order) {
    Future<Void> all = Future.succeededFuture();
    for (OrderId pending : order.withdraws()) {
      all =
          all.compose(before -> find(pending))
              .compose(
                  found ->
                      found
                          .filter(TmfOrder::isRunning)
                          .filter(it -> !it.state().orElseThrow().isBeingCancelled())
                          .map(this::cancel)
                          .orElseGet(Future::succeededFuture));
    }
    return all;
  }

  private Future<Void> cancel(TmfOrder running) {
    byte[] body = running.cancelling();
    Signer signer = reach.signer();
    String signature = signer == null ? null : DetachedJws.over(body, signer).value();
    return calls
        .call(
            HttpMethod.POST,
            reach.ordering() + "/cancelServiceOrder",
            new Sent(Buffer.buffer(body), JSON, signature))
        .compose(
            reply -> {
              if (!reply.isGood() && !isAbsent(reply) && !isNever(reply)) {
                return Future.failedFuture(answered(reply));
              }
              log.info(
                  "{}: service order {} is asked to be cancelled: {} {}",
                  institution,
                  running.id(),
                  reply.status(),
                  TmfOrder.text(reply.body(), "state"));
              return Future.succeededFuture();
            });
  }

  private static NoAnswer answered(Reply reply) {
    return new NoAnswer("对方以 " + reply.status() + " 作答", "it answered " + reply.status());
  }

  private static boolean isAbsent(Reply reply) {
    return reply.status() == 404 || reply.status() == 405 || reply.status() == 501;
  }

  /// One such answer may be a gate's bad moment, and the order may have come: only a carrier that
  /// knows no list of orders either has none.
  private Future<Answer> withoutOrdering(OutgoingOrder outgoing) {
    return calls
        .get(found(outgoing.order().id()))
        .compose(
            reply -> {
              if (!isAbsent(reply)) {
                return Future.failedFuture(
                    new NoAnswer(
                        "对方称不受理服务订单，却仍可列出", "it says that it takes no orders, and lists them"));
              }
              log.info("{} takes no service orders; numbers are activated instead", institution);
              if (ordered) {
                return Future.failedFuture(
                    new NoAnswer(
                        "对方此前受理过服务订单，现称没有",
                        "it took orders before, and says now that it takes none"));
              }
              noOrdering = true;
              return activate(outgoing);
            });
  }

  private String found(OrderId id) {
    return reach.ordering() + "/serviceOrder?externalId=" + id.digits();
  }

  private Sent signed(OrderId id, byte[] body, String contentType) {
    if (reach.signer() == null) {
      return new Sent(Buffer.buffer(body), contentType, null);
    }
    OrderSignature signature = DetachedJws.over(body, reach.signer());
    signatures.put(id, signature);
    return new Sent(Buffer.buffer(body), contentType, signature.value());
  }

  /// Refused for good, which a person has to look into; or nobody knows.
  private Future<Answer> notTaken(Reply reply) {
    return isNever(reply)
        ? person(
            "运营商不受理 / the carrier does not take it: %d %s"
                .formatted(reply.status(), words(reply.body())))
        : Future.failedFuture(answered(reply));
  }

  private static boolean isNever(Reply reply) {
    int status = reply.status();
    return status / 100 == 4 && status != 401 && status != 408 && status != 429;
  }

  private static String words(JsonNode error) {
    String words = TmfOrder.text(error, "reason") + " " + TmfOrder.text(error, "message");
    return words.strip().substring(0, Math.min(200, words.strip().length()));
  }

  @Override
  public Future<Answer> ask(OutgoingOrder outgoing) {
    if (noOrdering) {
      return askActivation(outgoing);
    }
    return find(outgoing.order().id())
        .compose(
            found ->
                found.isPresent()
                    ? standing(outgoing.order(), found.get())
                    : Future.succeededFuture(new Answer.NeverSeen()));
  }

  private Future<Optional<TmfOrder>> find(OrderId id) {
    return calls
        .get(found(id))
        .map(
            reply -> {
              if (!reply.isGood() || !reply.body().isArray()) {
                throw answered(reply);
              }
              for (JsonNode each : reply.body()) {
                TmfOrder found = TmfOrder.read(each);
                if (found.number().equals(Optional.of(id))) {
                  return Optional.of(found);
                }
              }
              return Optional.empty();
            });
  }

  private Future<Answer> standing(Order order, TmfOrder said) {
    if (said.state().isEmpty() || !said.number().equals(Optional.of(order.id()))) {
      return Future.failedFuture(
          new NoAnswer("对方的答复无法理解", "it says nothing of the order that could be understood"));
    }
    String e164 = ((PhoneNumber) order.target()).e164();
    return switch (said.state().get()) {
      case ACKNOWLEDGED, PENDING, HELD, IN_PROGRESS, ASSESSING_CANCELLATION, PENDING_CANCELLATION ->
          Future.succeededFuture(new Answer.Working());
      case COMPLETED -> seen(order.kind(), e164, order.termEndsAt(), order.withdraws());
      case FAILED, REJECTED -> Future.succeededFuture(new Answer.Final(refusal(said)));
      case CANCELLED ->
          Future.succeededFuture(
              new Answer.Final(
                  new Receipt.Refused(
                      clock.instant(),
                      ReasonCode.OTHER,
                      "运营商已取消 / cancelled at the carrier " + String.join("; ", said.errors()))));
      case PARTIAL -> person("只执行了一部分 / carried out in part: " + String.join("; ", said.errors()));
    };
  }

  /// A number that was ported away names its carrier, where that is known.
  private Receipt refusal(TmfOrder said) {
    ReasonCode reason =
        said.servedBy().isPresent() ? ReasonCode.NOT_OURS : said.reason().orElse(ReasonCode.OTHER);
    String remark = String.join("; ", said.errors());
    String servedBy = null;
    if (said.servedBy().isPresent()) {
      String name = said.servedBy().get();
      servedBy = carriers.apply(name).filter(id -> !id.equals(institution)).orElse(null);
      remark = (remark + " 现属 / now served by " + name).strip();
    }
    return new Receipt.Refused(clock.instant(), reason, remark.isEmpty() ? null : remark, servedBy);
  }

  private Future<Answer> person(String why) {
    return Future.succeededFuture(new Answer.Final(new Receipt.NeedsPerson(clock.instant(), why)));
  }

  // --- seen to be so

  /// Done when the number is so, and nothing that was called back may still change it; until then
  /// the carrier works on it.
  ///
  /// @param withdraws what it calls back
  private Future<Answer> seen(
      OrderKind kind, String e164, @Nullable Instant endsAt, List<OrderId> withdraws) {
    Future<Boolean> runs = Future.succeededFuture(false);
    for (OrderId pending : withdraws) {
      runs =
          runs.compose(
              before ->
                  before
                      ? Future.succeededFuture(true)
                      : find(pending).map(found -> found.filter(TmfOrder::isRunning).isPresent()));
    }
    return runs.compose(
        running ->
            running ? Future.succeededFuture(new Answer.Working()) : seenSo(kind, e164, endsAt));
  }

  private Future<Answer> seenSo(OrderKind kind, String e164, @Nullable Instant endsAt) {
    boolean whole = kind == OrderKind.SUSPEND_NUMBER || kind == OrderKind.RESTORE_NUMBER;
    if (!whole || reach.status() == null) {
      return Future.succeededFuture(done(kind, endsAt, "凭运营商答复 / by the carrier's word"));
    }
    ObjectNode asked = Wire.JSON.createObjectNode().put("phoneNumber", e164);
    return calls
        .call(
            HttpMethod.POST,
            reach.status() + "/retrieve",
            new Sent(Buffer.buffer(Wire.JSON.writeValueAsBytes(asked)), JSON, null))
        .map(
            reply -> {
              String in = TmfOrder.text(reply.body(), "voiceSmsIn");
              String out = TmfOrder.text(reply.body(), "voiceSmsOut");
              if (!reply.isGood() || in.isEmpty() || out.isEmpty()) {
                throw new NoAnswer("对方未说明号码状态", "it does not say how the number stands");
              }
              String wanted = kind == OrderKind.SUSPEND_NUMBER ? "suspended" : "active";
              return in.equalsIgnoreCase(wanted) && out.equalsIgnoreCase(wanted)
                  ? done(kind, endsAt, "已复核 / seen: in %s, out %s".formatted(in, out))
                  : new Answer.Working();
            });
  }

  private Answer done(OrderKind kind, @Nullable Instant endsAt, String remark) {
    Instant now = clock.instant();
    boolean stands = kind.leavesStanding();
    return new Answer.Final(
        new Receipt.Done(now, null, stands ? now : null, stands ? endsAt : null, remark));
  }

  // --- activation, where there are no orders

  private Future<Answer> activate(OutgoingOrder outgoing) {
    Order order = outgoing.order();
    if (order.kind() != OrderKind.SUSPEND_NUMBER && order.kind() != OrderKind.RESTORE_NUMBER) {
      return person("未提供拦截来电的服务订单 / there are no service orders to bar calls by");
    }
    return calls
        .call(HttpMethod.PATCH, service(order), signed(order.id(), activation(order), MERGE))
        .compose(
            reply -> {
              if (reply.status() == 404) {
                return Future.<Answer>succeededFuture(
                    new Answer.Final(
                        new Receipt.Refused(
                            clock.instant(), ReasonCode.NO_SUCH_NUMBER, words(reply.body()))));
              }
              if (!reply.isGood()) {
                return notTaken(reply);
              }
              String href = TmfOrder.text(reply.body(), "href");
              var monitor = MONITOR.matcher(href);
              if (reply.status() == 202 && monitor.matches()) {
                monitors.put(order.id(), monitor.group(1));
                return Future.succeededFuture(new Answer.Working());
              }
              return activated(order, reply.body()).recover(TmfChannel::afterwards);
            });
  }

  private static byte[] activation(Order order) {
    ObjectNode body = Wire.JSON.createObjectNode();
    body.put("state", wanted(order));
    body.put("externalId", order.id().digits());
    return Wire.JSON.writeValueAsBytes(body);
  }

  /// What is signed of an order on this line, whether the carrier takes service orders or not: a
  /// kept signature is held against it.
  public static List<byte[]> bodies(OutgoingOrder outgoing) {
    Order order = outgoing.order();
    if (!(order.target() instanceof PhoneNumber)) {
      return List.of();
    }
    return switch (order.kind()) {
      case SUSPEND_NUMBER, RESTORE_NUMBER -> List.of(TmfOrder.bytes(outgoing), activation(order));
      case INTERCEPT_CALLS, LIFT -> List.of(TmfOrder.bytes(outgoing));
      default -> List.of();
    };
  }

  private static String wanted(Order order) {
    return order.kind() == OrderKind.SUSPEND_NUMBER ? "inactive" : "active";
  }

  private String service(Order order) {
    String e164 = ((PhoneNumber) order.target()).e164();
    return reach.activation() + "/service/" + URLEncoder.encode(e164, UTF_8);
  }

  private Future<Answer> activated(Order order, JsonNode service) {
    return TmfOrder.text(service, "state").equals(wanted(order))
        ? seenForGood(order)
        : Future.succeededFuture(new Answer.NeverSeen());
  }

  /// What was called back can be cancelled nowhere: as long as the carrier is at it, it may still
  /// change what is seen now.
  private Future<Answer> seenForGood(Order order) {
    Future<Boolean> runs = Future.succeededFuture(false);
    for (OrderId pending : order.withdraws()) {
      runs = runs.compose(before -> before ? Future.succeededFuture(true) : isAtIt(pending));
    }
    return runs.compose(
        running ->
            running
                ? Future.succeededFuture(new Answer.Working())
                : seenSo(order.kind(), ((PhoneNumber) order.target()).e164(), order.termEndsAt()));
  }

  private Future<Boolean> isAtIt(OrderId pending) {
    String monitor = calledBack.get(pending);
    return monitor == null
        ? Future.succeededFuture(false)
        : calls
            .get(reach.activation() + "/monitor/" + monitor)
            .map(
                reply -> {
                  if (!reply.isGood() && !isAbsent(reply)) {
                    throw answered(reply);
                  }
                  boolean running = TmfOrder.text(reply.body(), "state").equals("InProgress");
                  if (!running) {
                    calledBack.remove(pending);
                  }
                  return running;
                });
  }

  /// By its monitor, where there is one; else by what the service says of itself, for whoever says
  /// the wanted state needs no second order.
  private Future<Answer> askActivation(OutgoingOrder outgoing) {
    Order order = outgoing.order();
    String monitor = monitors.get(order.id());
    boolean asService =
        order.kind() == OrderKind.SUSPEND_NUMBER || order.kind() == OrderKind.RESTORE_NUMBER;
    if (!asService) {
      return person("运营商未提供服务订单 / the carrier takes no service orders: " + order.kind());
    }
    if (monitor == null) {
      return calls
          .get(service(order))
          .compose(
              reply ->
                  reply.isGood()
                      ? activated(order, reply.body())
                      : reply.status() == 404
                          ? Future.succeededFuture(new Answer.NeverSeen())
                          : Future.failedFuture(answered(reply)));
    }
    return calls
        .get(reach.activation() + "/monitor/" + monitor)
        .compose(
            reply ->
                switch (TmfOrder.text(reply.body(), "state")) {
                  case "Completed" -> {
                    monitors.remove(order.id());
                    yield seenForGood(order);
                  }
                  case "InError" -> {
                    monitors.remove(order.id());
                    yield Future.succeededFuture(
                        new Answer.Final(
                            new Receipt.Refused(
                                clock.instant(),
                                ReasonCode.OTHER,
                                words(reply.body().path("response").path("body")))));
                  }
                  case "InProgress" -> Future.succeededFuture(new Answer.Working());
                  default ->
                      Future.failedFuture(new NoAnswer("对方不认得该监视任务", "it knows no such monitor"));
                });
  }

  // --- events

  @Override
  public void onFeedback(FeedbackSink heard) {
    sink = heard;
    if (listener != null && reach.ordering() != null) {
      URI callback = listener.openOwn(institution, this::event);
      register(callback);
    }
  }

  private void register(URI callback) {
    ObjectNode body = Wire.JSON.createObjectNode().put("callback", callback.toString());
    calls
        .call(
            HttpMethod.POST,
            reach.ordering() + "/hub",
            new Sent(Buffer.buffer(Wire.JSON.writeValueAsBytes(body)), JSON, null))
        .onComplete(
            reply -> {
              if (reply.succeeded() && reply.result().isGood()) {
                hub = TmfOrder.text(reply.result().body(), "id");
              } else if (!closed) {
                log.debug("{} takes no listener for now", institution);
                vertx.setTimer(HUB_AGAIN_MS, again -> registerAgain(callback));
              }
            });
  }

  private void registerAgain(URI callback) {
    if (!closed) {
      register(callback);
    }
  }

  /// An event is believed as far as that there is something to look at: what the order came to is
  /// read at the carrier itself.
  private Future<Void> event(Buffer body) {
    TmfOrder named;
    try {
      named = TmfOrder.read(Wire.JSON.readTree(body.getBytes()).path("event").path("serviceOrder"));
    } catch (JacksonException none) {
      return Future.failedFuture(new IllegalArgumentException("no event"));
    }
    if (named.id().isEmpty()) {
      return Future.failedFuture(new IllegalArgumentException("no service order is named"));
    }
    return calls.get(reach.ordering() + "/serviceOrder/" + named.id()).compose(this::look);
  }

  private Future<Void> look(Reply reply) {
    if (!reply.isGood()) {
      return reply.status() == 404
          ? Future.failedFuture(new IllegalArgumentException("no such service order"))
          : Future.failedFuture(answered(reply));
    }
    TmfOrder said = TmfOrder.read(reply.body());
    FeedbackSink to = sink;
    boolean ours =
        said.number().isPresent()
            && said.caseId() != null
            && said.kind().isPresent()
            && said.state().isPresent()
            && !said.e164().isEmpty();
    if (!ours || to == null) {
      return Future.failedFuture(new IllegalArgumentException("not an order of ours"));
    }
    return last(said)
        .compose(
            receipt ->
                receipt == null
                    ? Future.succeededFuture()
                    : to.accept(
                        new Feedback(
                            Objects.requireNonNull(said.caseId()),
                            said.number().orElseThrow(),
                            receipt)));
  }

  /// Null as long as there is no last word.
  private Future<@Nullable Receipt> last(TmfOrder said) {
    return switch (said.state().orElseThrow()) {
      case ACKNOWLEDGED, PENDING, HELD, IN_PROGRESS, ASSESSING_CANCELLATION, PENDING_CANCELLATION ->
          Future.succeededFuture(null);
      case COMPLETED ->
          seen(said.kind().orElseThrow(), said.e164(), null, said.withdraws())
              .compose(
                  answer ->
                      answer instanceof Answer.Final(Receipt receipt)
                          ? Future.succeededFuture(receipt)
                          // told too early: refused, the carrier tells it again
                          : Future.failedFuture(
                              new NoAnswer(
                                  "对方尚未显示已完成的状态", "it does not show yet what it completed")));
      case FAILED, REJECTED -> Future.succeededFuture(refusal(said));
      case CANCELLED ->
          Future.succeededFuture(
              new Receipt.Refused(
                  clock.instant(), ReasonCode.OTHER, "运营商已取消 / cancelled at the carrier"));
      case PARTIAL ->
          Future.succeededFuture(
              new Receipt.NeedsPerson(clock.instant(), "只执行了一部分 / carried out in part"));
    };
  }

  @Override
  public @Nullable OrderSignature signature(OutgoingOrder order) {
    OrderSignature known = signatures.get(order.order().id());
    return known != null || reach.signer() == null || noOrdering
        ? known
        : DetachedJws.over(TmfOrder.bytes(order), reach.signer());
  }

  @Override
  public void over(OrderId order, boolean withdrawn) {
    signatures.remove(order);
    String monitor = monitors.remove(order);
    if (withdrawn && monitor != null) {
      calledBack.put(order, monitor);
    }
  }

  @Override
  public Future<Void> close() {
    closed = true;
    if (listener != null) {
      listener.shut(institution);
    }
    String registered = hub;
    Future<?> goodbye =
        registered == null || registered.isEmpty()
            ? Future.succeededFuture()
            : calls.delete(reach.ordering() + "/hub/" + URLEncoder.encode(registered, UTF_8));
    return goodbye.otherwiseEmpty().compose(gone -> calls.close());
  }
}
