package org.haltline.telecom.guard;

import com.google.common.net.InternetDomainName;
import com.google.thirdparty.publicsuffix.PublicSuffixPatterns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.subject.Link;

/// What may go dark by machine: what one owner holds, and nothing that many share or that is
/// protected. Everything else is for a person to want, and the reason is said. It stands before
/// every channel that blocks.
public final class Guard {
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)(?:[a-z0-9_-]{1,63}\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
  private static final Pattern IPV4 = Pattern.compile("[0-9.]+");
  private static final String LINK = "link:";
  private static final String WHOLE_HOUSE = "*.";
  private static final String PLATFORMS = "hosting-platforms.txt";

  /// What stands above public suffixes without being one: `kawasaki.jp` above `*.kawasaki.jp`,
  /// `cn-north-1.amazonaws.com.cn` above `s3.cn-north-1.amazonaws.com.cn`. [InternetDomainName]
  /// says nothing of what stands below a name, so the list behind it is read itself.
  private static final Set<String> ABOVE_SHARED =
      Stream.concat(
              PublicSuffixPatterns.EXACT.keySet().stream().flatMap(Guard::above),
              PublicSuffixPatterns.UNDER.keySet().stream().flatMap(it -> above("*." + it)))
          .collect(Collectors.toUnmodifiableSet());

  private final Supplier<ProtectedList> protectedList;
  private final Set<String> platforms;

  /// Those of the platforms below which everything is the same owner's.
  private final Set<String> wholeHouses;

  /// @param protectedList as decisions ask it too; looked at anew before every block, for people
  ///   add to it
  public Guard(Supplier<ProtectedList> protectedList) {
    this(protectedList, shipped());
  }

  private Guard(Supplier<ProtectedList> protectedList, Set<String> platforms) {
    this.protectedList = protectedList;
    this.platforms =
        platforms.stream()
            .map(it -> it.startsWith(WHOLE_HOUSE) ? it.substring(WHOLE_HOUSE.length()) : it)
            .collect(Collectors.toUnmodifiableSet());
    this.wholeHouses =
        platforms.stream()
            .filter(it -> it.startsWith(WHOLE_HOUSE))
            .map(it -> it.substring(WHOLE_HOUSE.length()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Why no name server blocks it by machine; empty when it may.
  ///
  /// @param approved whether a second person wants it, who was told that it is protected
  public Optional<String> againstName(Link link, boolean approved) {
    Optional<String> noName = notAWholeName(link);
    if (noName.isPresent()) {
      return noName;
    }
    if (link.port() != null) {
      return Optional.of(
          "同一域名的其他端口可能另有服务 / other services may answer under the same name, at other ports: "
              + link.display());
    }
    return against(link, approved);
  }

  /// Why nobody blocks it by machine, not even a filter that can tell one page from another; empty
  /// when it may. A page of a place that many share may be anybody's, and filters know pages only
  /// by how they are written.
  ///
  /// @param approved whether a second person wants it, who was told that it is protected
  public Optional<String> against(Link link, boolean approved) {
    String host = link.host();
    if (isShared(host)) {
      return Optional.of(
          "%s 是公共后缀，其下有多家网站 / others register their names under %1$s".formatted(host));
    }
    boolean whole = link.hostIsWholeTarget();
    if (whole && ABOVE_SHARED.contains(host)) {
      return Optional.of(
          "%s 之下有多家客户的网站 / names of many customers stand below %1$s and would go dark with it"
              .formatted(host));
    }
    Optional<String> platform = hit(platforms, host, whole).or(() -> below(wholeHouses, host));
    if (platform.isPresent()) {
      return Optional.of(
          "%s 是多人共用的平台 / many share %1$s: a person must want it to go dark"
              .formatted(platform.get()));
    }
    if (approved) {
      return Optional.empty();
    }
    Set<String> protectedHosts = protectedHosts();
    return hit(protectedHosts, host, whole)
        .or(() -> below(protectedHosts, host))
        .map(
            name ->
                "受保护域名 %s 会受影响，须主管决定 / the protected %1$s would go dark: a supervisor must want it"
                    .formatted(name));
  }

  private Set<String> protectedHosts() {
    return protectedList.get().reasons().keySet().stream()
        .filter(key -> key.startsWith(LINK))
        .map(key -> key.substring(LINK.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// What can be written into a zone at all, whatever is to be done with it.
  public static Optional<String> notAWholeName(Link link) {
    String host = link.host();
    if (!link.hostIsWholeTarget()) {
      return Optional.of(
          "域名服务器只能封堵整个域名 / name servers block whole names, and %s may have other pages than %s"
              .formatted(host, link.display()));
    }
    if (host.startsWith("[") || IPV4.matcher(host).matches()) {
      return Optional.of("这是地址而非域名 / an address has no name to block: " + host);
    }
    return NAME.matcher(host).matches()
        ? Optional.empty()
        : Optional.of("不是规范的域名 / no name in the form of DNS: " + host);
  }

  /// The name as people see it, where letters beyond ASCII stand behind it.
  public static Optional<String> shown(String host) {
    String unicode = IDN.toUnicode(host, IDN.ALLOW_UNASSIGNED);
    return unicode.equals(host) ? Optional.empty() : Optional.of(unicode);
  }

  /// Registries' suffixes, and the private ones under which customers of one company sit.
  private static boolean isShared(String host) {
    return InternetDomainName.isValid(host) && InternetDomainName.from(host).isPublicSuffix();
  }

  /// The domains that a name stands in, but for the top level.
  private static Stream<String> above(String name) {
    return Stream.iterate(
        name.substring(name.indexOf('.') + 1),
        domain -> domain.indexOf('.') >= 0,
        domain -> domain.substring(domain.indexOf('.') + 1));
  }

  /// The listed name that would go dark with the host: itself, or one below it when the whole of it
  /// does.
  private static Optional<String> hit(Collection<String> listed, String host, boolean whole) {
    String ending = "." + host;
    return listed.stream()
        .filter(it -> it.equals(host) || (whole && it.endsWith(ending)))
        .sorted()
        .findFirst();
  }

  /// The listed domain that the host stands in.
  private static Optional<String> below(Collection<String> listed, String host) {
    return listed.stream().filter(it -> host.endsWith("." + it)).sorted().findFirst();
  }

  private static Set<String> shipped() {
    InputStream file =
        Objects.requireNonNull(Guard.class.getResourceAsStream(PLATFORMS), PLATFORMS);
    try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(PLATFORMS, unreadable);
    }
  }
}
