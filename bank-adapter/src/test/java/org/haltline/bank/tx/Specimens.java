package org.haltline.bank.tx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.haltline.bank.tx.TxHead.FromBank;
import org.haltline.bank.tx.TxHead.ToBank;
import org.haltline.bank.tx.xml.Content;

/// One message of every kind in which no field is empty. Invented people and numbers.
public final class Specimens {
  public static final String POLICE = "111111000000";
  public static final String BANK = "313391080007";
  public static final String SERIAL = POLICE + "_" + "0".repeat(12) + "2".repeat(28);
  public static final String NUMBER = "0100" + "20261120013000000123456789012345";
  static final Instant AT = Instant.parse("2026-11-20T01:30:00Z");

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("applicationId", NUMBER),
          Map.entry("originalApplicationId", NUMBER.replace('5', '6')),
          Map.entry("caseNumber", "QY-261120-0031"),
          Map.entry("caseType", "01"),
          Map.entry("result", "0000"),
          Map.entry("currency", "CNY"),
          Map.entry("formerFrozenCurrency", "CNY"),
          Map.entry("bankId", BANK),
          Map.entry("bankName", "泉湖银行"),
          Map.entry("accountName", "何雨桐"),
          Map.entry("accountNumber", "6222020000000000018"),
          Map.entry("cardNumber", "6222020000000000018"),
          Map.entry("applicationOrgId", POLICE),
          Map.entry("applicationOrgName", "泉湖市反诈中心"),
          Map.entry("operatorIdType", "01"),
          Map.entry("operatorName", "林一帆"),
          Map.entry("operatorPhoneNumber", "0599-5550110"),
          Map.entry("investigatorIdType", "99"),
          Map.entry("investigatorName", "苏可"),
          Map.entry("interceptionOrderId", "1"),
          Map.entry("fileName", "03101_" + NUMBER + ".pdf"),
          Map.entry("reason", "电信诈骗 <紧急> & \"止付\""));

  private Specimens() {}

  static TxMessage of(TxCode code) {
    return MadeRecords.message(
        code,
        new MadeRecords.Filling() {
          @Override
          public Object value(RecordComponent component) {
            return specimen(component);
          }

          @Override
          public boolean leavesOut(RecordComponent component) {
            return false;
          }

          @Override
          public int howMany(RecordComponent list) {
            boolean quoted =
                code != TxCode.ALL_ACCOUNTS_FEEDBACK || !list.getName().equals("transactions");
            return quoted ? 1 : 0;
          }
        });
  }

  static TxHead head(TxCode code) {
    if (code == TxCode.CASE_REPORT) {
      return new FromBank("01", POLICE, "1", BANK, code, SERIAL, null);
    }
    return code.isFromBank()
        ? FromBank.feedback(code, POLICE, SERIAL)
        : new ToBank(code, POLICE, SERIAL);
  }

  private static Object specimen(RecordComponent component) {
    Class<?> type = component.getType();
    String name = component.getName();
    if (type == String.class) {
      return TEXTS.getOrDefault(name, name);
    }
    if (type == BigDecimal.class) {
      return new BigDecimal("49800.50");
    }
    if (type == Instant.class) {
      return name.startsWith("expire") ? AT.plusSeconds(48 * 3600) : AT;
    }
    if (type == Content.class) {
      return new Content("%PDF-1.7".getBytes(UTF_8));
    }
    return type.getEnumConstants()[0];
  }
}
