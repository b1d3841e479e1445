package org.haltline.bank.tx;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.haltline.bank.tx.xml.XmlBounds;

/// What the sources contradict each other in, or do not say, and therefore is a setting.
///
/// @param zone the centre's; times are told in it
/// @param amounts how amounts leave; those that come are read either way
/// @param idTypes the table of id documents
/// @param emptyElements whether a field that is not known is written as an empty element, as one
///   source's samples have it, or left out
/// @param applicationPrefix the four digits before an order's own 32; what stands there in real
///   orders is not known
/// @param caseType the code of the case type, from the police's own table
/// @param look how far back a query of transactions looks
/// @param watch how long a watch stands; an order of ours names no end for it
/// @param papers what must go with a message, by its kind
public record TxOptions(
    ZoneId zone,
    Amounts amounts,
    IdTypes idTypes,
    boolean emptyElements,
    String applicationPrefix,
    String caseType,
    Duration look,
    Duration watch,
    Map<TxCode, Map<Papers.Kind, Integer>> papers,
    XmlBounds bounds) {

  /// How amounts leave.
  public enum Amounts {
    /// Cut down to the yuan: never more is asked for than the order says.
    WHOLE,
    TWO_DECIMALS
  }

  public TxOptions {
    papers = Map.copyOf(papers);
    if (!TxNumbers.isPrefix(applicationPrefix)) {
      throw new IllegalArgumentException(
          "applicationPrefix: four digits, not " + applicationPrefix);
    }
    if (!look.isPositive() || !watch.isPositive()) {
      throw new IllegalArgumentException("look and watch: longer than nothing");
    }
  }

  /// The papers are those that one bank demands. `look`, `watch`, the prefix and the case type are
  /// assumptions of this project.
  public static TxOptions usual() {
    return new TxOptions(
        ZoneId.of("Asia/Shanghai"),
        Amounts.TWO_DECIMALS,
        IdTypes.byQuery(),
        true,
        "0100",
        "01",
        Duration.ofDays(30),
        Duration.ofDays(7),
        Map.of(
            TxCode.STOP, Map.of(Papers.Kind.OFFICER_ID, 2, Papers.Kind.STOP_FORM, 1),
            TxCode.FREEZE, Map.of(Papers.Kind.FREEZE_DOCUMENT, 1)),
        XmlBounds.usual());
  }

  public TxOptions amounts(Amounts how) {
    return new TxOptions(
        zone,
        how,
        idTypes,
        emptyElements,
        applicationPrefix,
        caseType,
        look,
        watch,
        papers,
        bounds);
  }

  public TxOptions emptyElements(boolean written) {
    return new TxOptions(
        zone, amounts, idTypes, written, applicationPrefix, caseType, look, watch, papers, bounds);
  }

  public TxOptions applicationPrefix(String digits) {
    return new TxOptions(
        zone, amounts, idTypes, emptyElements, digits, caseType, look, watch, papers, bounds);
  }

  public TxOptions papers(Map<TxCode, Map<Papers.Kind, Integer>> demanded) {
    return new TxOptions(
        zone,
        amounts,
        idTypes,
        emptyElements,
        applicationPrefix,
        caseType,
        look,
        watch,
        demanded,
        bounds);
  }

  public TxOptions bounds(XmlBounds others) {
    return new TxOptions(
        zone,
        amounts,
        idTypes,
        emptyElements,
        applicationPrefix,
        caseType,
        look,
        watch,
        papers,
        others);
  }
}
