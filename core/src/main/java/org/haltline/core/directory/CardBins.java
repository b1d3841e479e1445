package org.haltline.core.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.haltline.core.directory.Institution.Kind;
import org.haltline.core.subject.BankAccount;
import tools.jackson.databind.json.JsonMapper;

/// Banks by the first digits of their cards.
///
/// The shipped table is undated and incomplete, and gives some ranges to two banks. A user's own
/// rows go before it. The longest beginning counts, first among those whose cards have just this
/// length.
public final class CardBins {

  /// One range of cards.
  ///
  /// @param cardLength digits of a card; 0 when the table does not say
  /// @param bank the issuer as the table calls it: a name, or an institution's id
  public record Bin(String prefix, int cardLength, String bank) {}

  private static final String SHIPPED = "card-bins-cn.json";
  private static final int CARD_LENGTH_MAX = 20;

  private record Table(String source, List<Bank> banks) {}

  private record Bank(String name, String code, List<Range> ranges) {}

  private record Range(String card, int length, List<String> prefixes) {}

  private final List<NavigableMap<String, List<Bin>>> layers;
  private final Map<String, String> codeByBank;

  private CardBins(List<NavigableMap<String, List<Bin>>> layers, Map<String, String> codeByBank) {
    this.layers = layers;
    this.codeByBank = codeByBank;
  }

  /// No table: every card asks.
  public static CardBins none() {
    return new CardBins(List.of(), Map.of());
  }

  /// The table that comes with core.
  public static CardBins shipped() {
    Table table;
    try (InputStream in =
        Objects.requireNonNull(CardBins.class.getResourceAsStream(SHIPPED), SHIPPED)) {
      table = JsonMapper.shared().readValue(in, Table.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    var bins = new ArrayList<Bin>();
    var codes = new TreeMap<String, String>();
    for (Bank bank : table.banks()) {
      codes.put(bank.name(), bank.code());
      for (Range range : bank.ranges()) {
        range.prefixes().forEach(it -> bins.add(new Bin(it, range.length(), bank.name())));
      }
    }
    return new CardBins(List.of(layer(bins)), codes);
  }

  /// These tables with a user's rows before them: `prefix,bank` or `prefix,bank,length`.
  public CardBins with(Path csv) throws IOException {
    return with(PrefixTable.read(csv, 2, CardBins::length));
  }

  /// The same, and refuses rows whose bank the roster does not know, or knows as no bank.
  public CardBins with(Path csv, Roster roster) throws IOException {
    PrefixTable.RowCheck served =
        PrefixTable.servedBy(roster, Kind::keepsAccounts, "issues no cards");
    return with(PrefixTable.read(csv, 2, row -> length(row).or(() -> served.apply(row))));
  }

  CardBins with(String source, Reader csv) throws IOException {
    return with(PrefixTable.read(source, csv, 2, CardBins::length));
  }

  private static Optional<String> length(PrefixTable.Row row) {
    String length = row.cell(2);
    return length.isEmpty() || length.matches("1[2-9]|20")
        ? Optional.empty()
        : Optional.of("a card has 12 to 20 digits, not " + length);
  }

  private CardBins with(List<PrefixTable.Row> rows) {
    var bins = new ArrayList<Bin>();
    for (PrefixTable.Row row : rows) {
      String length = row.cell(2);
      bins.add(new Bin(row.cell(0), length.isEmpty() ? 0 : Integer.parseInt(length), row.cell(1)));
    }
    var all = new ArrayList<NavigableMap<String, List<Bin>>>();
    all.add(layer(bins));
    all.addAll(layers);
    return new CardBins(List.copyOf(all), codeByBank);
  }

  /// The ranges that the number stands in, all of one beginning; several banks among them mean that
  /// the table does not tell. Hidden digits are taken for any digit.
  public List<Bin> of(BankAccount account) {
    String number = account.number();
    int hidden = number.indexOf('*');
    if (hidden >= 0) {
      return ofVisible(number.substring(0, hidden));
    }
    for (var layer : layers) {
      List<Bin> exact = longest(layer, number, number.length());
      if (!exact.isEmpty()) {
        return exact;
      }
    }
    for (var layer : layers) {
      List<Bin> anyLength = longest(layer, number, 0);
      if (!anyLength.isEmpty()) {
        return anyLength;
      }
    }
    return List.of();
  }

  /// Whether a bank is called this in the table, connected or not.
  boolean knowsBank(String text) {
    String folded = Names.folded(text);
    return codeByBank.entrySet().stream()
        .anyMatch(
            it -> {
              String core = Names.folded(it.getKey()).replaceFirst("^中国", "");
              return it.getValue().equalsIgnoreCase(folded)
                  || (core.length() > 3 && folded.contains(core));
            });
  }

  private List<Bin> ofVisible(String visible) {
    for (var layer : layers) {
      var found = new ArrayList<>(longest(layer, visible, 0));
      if (!found.isEmpty()) {
        layer
            .subMap(visible, false, visible + Character.MAX_VALUE, false)
            .values()
            .forEach(found::addAll);
        return found;
      }
    }
    return List.of();
  }

  private static List<Bin> longest(
      NavigableMap<String, List<Bin>> layer, String number, int cardLength) {
    for (int end = Math.min(number.length(), CARD_LENGTH_MAX); end > 0; end--) {
      List<Bin> fitting =
          layer.getOrDefault(number.substring(0, end), List.of()).stream()
              .filter(
                  it -> cardLength == 0 || it.cardLength() == 0 || it.cardLength() == cardLength)
              .toList();
      if (!fitting.isEmpty()) {
        return fitting;
      }
    }
    return List.of();
  }

  private static NavigableMap<String, List<Bin>> layer(List<Bin> bins) {
    var layer = new TreeMap<String, List<Bin>>();
    bins.forEach(it -> layer.computeIfAbsent(it.prefix(), _ -> new ArrayList<>()).add(it));
    return layer;
  }
}
