package org.haltline.core.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.haltline.core.Approved;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.CaseId;
import org.haltline.core.signing.Signer;
import org.junit.jupiter.api.Test;

/// The bytes that are signed follow from the order, now and in ten years: who changes them makes
/// every signature that is in the books unverifiable. Another form has another name.
class SignedFormTest {

  @Test
  void theBodyIsByteForByteAsApproved() throws IOException {
    Approved.check("signed-order.json", new String(OrderJson.bytes(Orders.order(7)), UTF_8));
  }

  @Test
  void anotherCaseIsAnotherBody() {
    var elsewhere = new OutgoingOrder(new CaseId("QY-260302-0002"), Orders.order(7).order());
    assertThat(Signer.digest(OrderJson.bytes(elsewhere)))
        .isNotEqualTo(Signer.digest(OrderJson.bytes(Orders.order(7))));
  }
}
