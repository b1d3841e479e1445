package org.haltline.bank.tx;

import java.util.Map;
import java.util.Optional;

/// One table of id documents: the code of each type. The tables of two banks' code contradict each
/// other, so which one holds is a setting.
public record IdTypes(Map<IdTypes.Type, String> codes) {

  /// Documents that the tables name.
  public enum Type {
    RESIDENT_ID,
    DRIVING_LICENCE,
    PASSPORT,
    OFFICER_OF_THE_ARMY,
    POLICE_OFFICER,
    SOLDIER,
    HOUSEHOLD_REGISTER,
    TRAVEL_PERMIT,
    BUSINESS_LICENCE,
    COMPANY_NUMBER,
    COMPANY_CODE,
    OTHER
  }

  public IdTypes {
    codes = Map.copyOf(codes);
    if (!codes.containsKey(Type.OTHER)) {
      throw new IllegalArgumentException("a table of id types needs a code for OTHER");
    }
  }

  /// As written beside the queries in one bank's code of 2016.
  public static IdTypes byQuery() {
    return new IdTypes(
        Map.of(
            Type.RESIDENT_ID, "01",
            Type.DRIVING_LICENCE, "02",
            Type.PASSPORT, "03",
            Type.OFFICER_OF_THE_ARMY, "04",
            Type.SOLDIER, "05",
            Type.HOUSEHOLD_REGISTER, "06",
            Type.TRAVEL_PERMIT, "07",
            Type.OTHER, "99"));
  }

  /// As another bank's screen shows the holder's document.
  public static IdTypes byScreen() {
    return new IdTypes(
        Map.ofEntries(
            Map.entry(Type.RESIDENT_ID, "01"),
            Map.entry(Type.HOUSEHOLD_REGISTER, "02"),
            Map.entry(Type.OFFICER_OF_THE_ARMY, "03"),
            Map.entry(Type.POLICE_OFFICER, "04"),
            Map.entry(Type.SOLDIER, "05"),
            Map.entry(Type.PASSPORT, "07"),
            Map.entry(Type.TRAVEL_PERMIT, "08"),
            Map.entry(Type.OTHER, "09"),
            Map.entry(Type.BUSINESS_LICENCE, "60"),
            Map.entry(Type.COMPANY_NUMBER, "66"),
            Map.entry(Type.COMPANY_CODE, "101")));
  }

  /// The code of a type; of OTHER where the table has none.
  public String code(Type type) {
    String code = codes.get(type);
    return code != null ? code : codes.getOrDefault(Type.OTHER, "");
  }

  /// What a code stands for; empty when the table does not say.
  public Optional<Type> type(String code) {
    return codes.entrySet().stream()
        .filter(each -> each.getValue().equals(code))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
