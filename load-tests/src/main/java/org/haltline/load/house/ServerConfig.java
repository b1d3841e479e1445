package org.haltline.load.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The configuration of a house under test: everything under one folder, one token for those who
/// file, the given institutions.
///
/// @param folder holds data, keys and witness
/// @param institutions the one channel of each, in YAML on a line; the rest of the directory has a
///   desk alone
/// @param sections of the configuration besides, in YAML, indented by two
/// @param others who also have a token
public record ServerConfig(
    Path folder,
    int port,
    String token,
    Map<String, String> institutions,
    String sections,
    List<Person> others) {
  /// The letters of its case numbers.
  public static final String CENTRE = "QY";

  private static final String DATA = "data";
  private static final String KEYS = "keys";

  public ServerConfig {
    institutions = Map.copyOf(institutions);
    others = List.copyOf(others);
  }

  /// Somebody at a desk.
  ///
  /// @param role as the configuration names it
  /// @param institution whose staff this is; null for the centre's own
  public record Person(String id, String token, String role, @Nullable String institution) {
    private String yaml() {
      String home =
          institution == null
              ? "      unit: Bench\n      unit-level: CITY\n"
              : "      institution: " + institution + "\n";
      return "    - sha256: %s\n      id: %s\n      name: %s\n      roles: [%s]\n"
              .formatted(sha256(token), id, id, role)
          + home;
    }
  }

  /// A house at which one alone has a token.
  public ServerConfig(
      Path folder, int port, String token, Map<String, String> institutions, String sections) {
    this(folder, port, token, institutions, sections, List.of());
  }

  /// A house that reaches its institutions over HTTP.
  ///
  /// @param addresses where each listens
  public ServerConfig(Path folder, int port, String token, Map<String, URI> addresses) {
    this(folder, port, token, overHttp(addresses), "");
  }

  /// The same house, at which these have a token too.
  public ServerConfig with(List<Person> people) {
    return new ServerConfig(folder, port, token, institutions, sections, people);
  }

  /// One channel for each institution, over HTTP.
  public static Map<String, String> overHttp(Map<String, URI> addresses) {
    return addresses.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, it -> "{type: HTTP, url: \"%s\"}".formatted(it.getValue())));
  }

  public Path data() {
    return folder.resolve(DATA);
  }

  public Path keys() {
    return folder.resolve(KEYS);
  }

  public Path witness() {
    return folder.resolve("witness");
  }

  String yaml() {
    var yaml = new StringBuilder();
    yaml.append(
        """
        haltline:
          centre:
            id: %s
          storage:
            data: '%s'
            keys: '%s'
            witness: '%s'
          http:
            port: %d
          dispatch:
            feedback-port: 0
          tokens:
            - sha256: %s
              id: bench
              name: Bench
              roles: [OPERATOR, SUPERVISOR]
              unit: Bench
              unit-level: CITY
        """
            .formatted(CENTRE, data(), keys(), witness(), port, sha256(token)));
    others.forEach(person -> yaml.append(person.yaml()));
    yaml.append(sections);
    if (!institutions.isEmpty()) {
      yaml.append("  institutions:\n");
    }
    institutions.forEach(
        (id, channel) ->
            yaml.append(
                """
                    - id: %s
                      channels:
                        - %s
                """
                    .formatted(id, channel)));
    return yaml.toString();
  }

  private static String sha256(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
