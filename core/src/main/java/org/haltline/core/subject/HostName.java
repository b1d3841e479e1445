package org.haltline.core.subject;

import com.google.common.net.InternetDomainName;
import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name or address of a machine on the internet, in the form that DNS carries.
///
/// @param ascii small letters, international labels as `xn--…`; an IPv6 address in brackets
/// @param registrable what its owner registered or was given: the part under the public suffix, or
///   the address itself
record HostName(String ascii, String registrable) {

  private static final Pattern DEFANGED_DOT =
      Pattern.compile("(?i)\\s?[\\[({]\\s?(?:\\.|dot|点)\\s?[\\])}]\\s?|[。。]");
  // Underscores are no part of host names, but browsers follow them and fraudsters use them.
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
  private static final int LENGTH_MAX = 253;

  /// Text with the dots put back that people disarm links with: `evil[.]example`,
  /// `evil(dot)example`.
  static String refang(String text) {
    return DEFANGED_DOT.matcher(text).replaceAll(".");
  }

  /// The host that the text names, if it could be reached from the public internet.
  static Optional<HostName> parse(String text) {
    String folded = text.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    if (IPV4.matcher(folded).matches() || IPV6.matcher(folded).matches()) {
      return address(folded);
    }
    String ascii;
    try {
      ascii = IDN.toASCII(folded, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException unencodable) {
      return Optional.empty();
    }
    String[] labels = ascii.split("\\.", -1);
    if (labels.length < 2 || ascii.length() > LENGTH_MAX || isNumber(labels[labels.length - 1])) {
      return Optional.empty();
    }
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return Optional.empty();
      }
    }
    return Optional.of(new HostName(ascii, registrable(ascii, labels)));
  }

  /// Whether the whole name is one under which others register (`com.cn`): nobody can be asked to
  /// block it.
  boolean isRegistrySuffix() {
    return InternetDomainName.isValid(ascii) && InternetDomainName.from(ascii).isRegistrySuffix();
  }

  /// Whether one label mixes letters of several scripts, as names made to look like others do.
  boolean mixesScripts() {
    for (String label : IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED).split("\\.", -1)) {
      var scripts = EnumSet.noneOf(UnicodeScript.class);
      label.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
      scripts.remove(UnicodeScript.COMMON);
      scripts.remove(UnicodeScript.INHERITED);
      // Chinese names carry Latin letters as a matter of course.
      scripts.remove(UnicodeScript.HAN);
      if (scripts.size() > 1) {
        return true;
      }
    }
    return false;
  }

  private static Optional<HostName> address(String literal) {
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
    if (address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()) {
      return Optional.empty();
    }
    String plain = address.getHostAddress();
    String host = plain.indexOf(':') >= 0 ? "[" + plain + "]" : plain;
    return Optional.of(new HostName(host, host));
  }

  private static String registrable(String ascii, String[] labels) {
    if (InternetDomainName.isValid(ascii)) {
      InternetDomainName name = InternetDomainName.from(ascii);
      if (name.isUnderPublicSuffix()) {
        return name.topPrivateDomain().toString();
      }
      if (name.isUnderRegistrySuffix()) {
        return name.topDomainUnderRegistrySuffix().toString();
      }
      if (name.isRegistrySuffix()) {
        return ascii;
      }
    }
    // The list's own rule for a top level that it does not know: the last label is the suffix.
    return labels[labels.length - 2] + "." + labels[labels.length - 1];
  }

  private static boolean isNumber(String label) {
    return label.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
