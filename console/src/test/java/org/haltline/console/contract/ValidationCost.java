package org.haltline.console.contract;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIContract;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.haltline.console.words.Remark;
import tools.jackson.databind.JsonNode;

/// What checking one full report costs, by the shapes made from the contract and by the library's
/// own schema validator: `main` prints microseconds for each. Not a test; run it by hand.
final class ValidationCost {
  static final String FULL_REPORT =
      """
      {"caller":{"name":"林晓梅","phone":"13800001111"},"via":"hotline","kind":"impersonating customer service",
       "said":"对方说快递丢了要理赔,让我下载软件共享屏幕,卡里的钱就被转走了,一共转了两笔,对方还在打电话过来。",
       "language":"zh","receivedAt":"2026-11-20T09:12:40+08:00","victimOnLineWithFraudster":false,
       "payments":[
        {"payer":{"bank":"中国建设银行","account":"6217000010000000003"},
         "payee":{"bank":"中国工商银行","account":"6222020000000000018","name":"周某"},
         "amount":"49800.00","currency":"CNY","at":"2026-11-20T09:03:11+08:00","method":"手机银行"},
        {"payer":{"bank":"中国建设银行","account":"6217000010000000003"},
         "payee":{"bank":"中国农业银行","account":"6228480000000000018","name":"李某"},
         "amount":"12000.50","currency":"CNY","at":"2026-11-20T09:05:40+08:00","method":"手机银行"}],
       "lures":[{"phone":"17000000001"},{"phone":"+85255550001"},{"url":"http://meeting.example/download"}]}
      """;

  private ValidationCost() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    Contract contract = Contract.load();
    Endpoint.BodyKind kind =
        Objects.requireNonNull(contract.endpoint("fileReport").bodies().get("application/json"));
    Buffer body = Buffer.buffer(FULL_REPORT);
    Vertx vertx = Vertx.vertx();
    try {
      OpenAPIContract library =
          contract
              .forRouter(vertx)
              .toCompletionStage()
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      SchemaRepository repository = library.getSchemaRepository();
      var schema =
          Objects.requireNonNull(
                  Objects.requireNonNull(library.operation("fileReport"))
                      .getRequestBody()
                      .getContent()
                      .get("application/json"))
              .getSchema();
      var kept = repository.validator(schema);
      JsonNode parsed = JsonBody.read(body);
      for (int round = 0; round < 3; round++) {
        measure("Vert.x: parse", () -> new JsonObject(body).size());
        measure(
            "Vert.x: parse + validator of each request (what the router does, less its thread hop)",
            () -> repository.validator(schema).validate(new JsonObject(body)).getValid() ? 1 : 0);
        measure(
            "Vert.x: parse + one validator kept",
            () -> kept.validate(new JsonObject(body)).getValid() ? 1 : 0);
        measure("shapes: parse", () -> JsonBody.read(body).size());
        measure(
            "shapes: parse + check",
            () -> {
              var faults = new ArrayList<Remark>();
              kind.check(JsonBody.read(body), faults);
              return faults.isEmpty() ? 1 : 0;
            });
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        measure(
            "hash for the idempotency key",
            () -> {
              JsonBody.digest(parsed, sha256);
              return sha256.digest()[0];
            });
        System.out.println();
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void measure(String what, IntSupplier once) {
    long sink = 0;
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    while (System.nanoTime() < until) {
      sink += once.getAsInt();
    }
    int count = 0;
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(2);
    long now = start;
    while (now < end) {
      for (int i = 0; i < 50; i++) {
        sink += once.getAsInt();
      }
      count += 50;
      now = System.nanoTime();
    }
    System.out.printf("%8.1f us  %s (%d)%n", (now - start) / 1e3 / count, what, sink & 1);
  }
}
