package org.haltline.core.codec;

import com.google.common.net.InternetDomainName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads the protected list from YAML and refuses one with faults, naming all of them. A list of
/// entries, each with exactly one of `account`, `phone`, `name`, `domain`, beside a `reason`:
///
///     - {domain: gov.example, reason: the city's own site}
///     - {account: "6222020000000000012", reason: treasury}
public final class ProtectedListFile {
  private static final String CHINA = "/org/haltline/core/protected-cn.yaml";

  private ProtectedListFile() {}

  /// What ships with Haltline: the state's, the banks' and the carriers' own sites, the treasury.
  public static ProtectedList china() {
    try (InputStream in =
        Objects.requireNonNull(ProtectedListFile.class.getResourceAsStream(CHINA), CHINA)) {
      return parse("of China", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// A list that may not be used; the message names every fault.
  public static final class Faulty extends RuntimeException {
    private static final long serialVersionUID = 1;

    Faulty(String source, List<String> faults) {
      super("protected list " + source + " may not be used:\n  " + String.join("\n  ", faults));
    }
  }

  public static ProtectedList read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  /// One entry, read as a line of such a file is.
  ///
  /// @param is `account`, `phone`, `name` or `domain`
  public static ProtectedList one(String is, String value, String reason) {
    List<String> faults = new ArrayList<>();
    Map<String, String> reasons = new LinkedHashMap<>();
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put(is, value).put("reason", reason);
    read(entry, is, reasons, faults);
    if (!faults.isEmpty()) {
      throw new Faulty("entry", faults);
    }
    return new ProtectedList(reasons);
  }

  static ProtectedList parse(String source, String yaml) {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(yaml);
    } catch (JacksonException notYaml) {
      throw new Faulty(source, List.of("is not YAML: " + notYaml.getOriginalMessage()));
    }
    if (!root.isArray()) {
      throw new Faulty(source, List.of("must be a list of entries (- {phone: …, reason: …})"));
    }
    List<String> faults = new ArrayList<>();
    Map<String, String> reasons = new LinkedHashMap<>();
    for (int i = 0; i < root.size(); i++) {
      read(root.get(i), String.format(Locale.ROOT, "[%d]", i), reasons, faults);
    }
    if (!faults.isEmpty()) {
      throw new Faulty(source, faults);
    }
    return new ProtectedList(reasons);
  }

  private static void read(
      JsonNode entry, String at, Map<String, String> reasons, List<String> faults) {
    String reason = entry.path("reason").asString("");
    if (reason.isBlank()) {
      faults.add(at + ".reason: say why it is protected");
    }
    if (entry.size() != 2) {
      faults.add(at + ": exactly one of account, phone, name, domain beside reason");
      return;
    }
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      String text = field.getValue().asString("");
      switch (field.getKey()) {
        case "reason" -> {
          // read above
        }
        case "account" -> keep(BankAccount.parse(text), at, reason, reasons, faults);
        case "phone" -> keep(PhoneNumber.parse(text), at, reason, reasons, faults);
        case "name" -> name(text, at, reason, reasons, faults);
        case "domain" -> domain(text, at, reason, reasons, faults);
        default -> faults.add(at + "." + field.getKey() + ": is not known here");
      }
    }
  }

  /// A star at its end stands for whatever follows.
  private static void name(
      String text, String at, String reason, Map<String, String> reasons, List<String> faults) {
    boolean beginning = text.endsWith("*");
    String name = beginning ? text.substring(0, text.length() - 1) : text;
    if (beginning && Person.parse(name) instanceof Understood<Person>(Person person, var _)) {
      reasons.put(person.key() + "*", reason);
    } else {
      keep(Person.parse(name), at, reason, reasons, faults);
    }
  }

  private static void domain(
      String text, String at, String reason, Map<String, String> reasons, List<String> faults) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (InternetDomainName.isValid(name) && InternetDomainName.from(name).isPublicSuffix()) {
      // no target of an order, and yet all under it can be one's own: gov.cn
      reasons.put("link:" + name, reason);
      return;
    }
    if (Link.parse(text) instanceof Understood<Link>(Link link, var _)
        && (link.port() != null || !link.hostIsWholeTarget())) {
      faults.add(at + ".domain: a host alone, without a port or a path: " + text);
      return;
    }
    keep(Link.parse(text), at, reason, reasons, faults);
  }

  private static <S extends Subject> void keep(
      Parsed<S> parsed,
      String at,
      String reason,
      Map<String, String> reasons,
      List<String> faults) {
    switch (parsed) {
      case Understood<S>(S subject, var _) -> reasons.put(subject.key(), reason);
      case NotUnderstood<S> why -> faults.add(at + ": " + why.says());
    }
  }
}
