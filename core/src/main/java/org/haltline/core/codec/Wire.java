package org.haltline.core.codec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Subject;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON mapper for everything of our own that is stored or sent between our processes. The
/// domain carries no annotations: they stand here, as mix-ins.
public final class Wire {
  public static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              included ->
                  included
                      .withValueInclusion(JsonInclude.Include.NON_NULL)
                      .withContentInclusion(JsonInclude.Include.ALWAYS))
          // a reader of an older version meets what a newer one wrote
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(CaseId.class, AsText.class)
          .addMixIn(OrderId.class, AsDigits.class)
          .addMixIn(Subject.class, Tagged.class)
          .addMixIn(Receipt.class, Tagged.class)
          .addMixIn(Money.class, Plain.class)
          .addMixIn(Order.class, Sparse.class)
          .addMixIn(Hold.class, Plain.class)
          .addMixIn(OrderFile.class, Plain.class)
          .build();

  private Wire() {}

  private interface AsText {
    @JsonValue
    String value();
  }

  private interface AsDigits {
    @JsonValue
    String digits();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  private interface Tagged {}

  /// Derived readings (`isZero`, `stands` …) are not stored.
  @JsonIgnoreProperties({"zero", "open"})
  private interface Plain {}

  /// Most orders are about no payment: then they say nothing of it.
  interface Sparse {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    List<CoveredPayment> covers();
  }
}
