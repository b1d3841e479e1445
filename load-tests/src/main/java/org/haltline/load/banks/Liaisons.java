package org.haltline.load.banks;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.order.Money;
import org.haltline.load.house.HaltlineServer;

/// The people at the banks' desks: what no machine answered in time, they look up in their bank's
/// own book and type in. What the book does not know, or has not decided, stays on the desk.
record Liaisons(HaltlineServer house, Map<String, List<Book.Entry>> books) {

  /// Answers whatever waits for a person.
  ///
  /// @return how many orders waited
  int answerAll() throws IOException, InterruptedException {
    int waited = 0;
    for (Map.Entry<String, List<String>> desk : house.ordersOnDesk().entrySet()) {
      var known = new HashMap<String, Book.Entry>();
      books.getOrDefault(desk.getKey(), List.of()).forEach(it -> known.put(it.number(), it));
      for (String number : desk.getValue()) {
        waited++;
        Book.Entry entry = known.get(number);
        if (entry != null && entry.answer().state() != AnswerJson.State.WORKING) {
          house.answer(entry.caseId(), number, typedIn(entry.answer()));
        }
      }
    }
    return waited;
  }

  private static JsonObject typedIn(AnswerJson answer) {
    if (answer.state() == AnswerJson.State.REFUSED) {
      return new JsonObject().put("outcome", "REFUSED").put("reason", answer.reason());
    }
    var said = new JsonObject().put("outcome", "DONE");
    if (answer.heldMinor() != null && answer.currency() != null) {
      said.put("held", new Money(answer.heldMinor(), answer.currency()).decimal().toPlainString())
          .put("currency", answer.currency());
    }
    if (answer.startsAt() != null && answer.endsAt() != null) {
      said.put("startsAt", answer.startsAt().toString()).put("endsAt", answer.endsAt().toString());
    }
    return said;
  }
}
