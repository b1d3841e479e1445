package org.haltline.telecom.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/// What a message centre says became of one message: by the parameters of SMPP 3.4 where it sets
/// them, else by the text that every vendor writes (`id:… stat:DELIVRD err:000 …`, appendix B).
///
/// @param messageId as the centre called it when it took it
/// @param error the network's own word; empty where it has none
/// @param numbers the mobile numbers that it names, E.164; vendors put whom the message went to
///   into either address
record DeliveryNote(String messageId, State state, String error, Set<String> numbers) {
  private static final Pattern ID = Pattern.compile("(?i)\\bid:\\s*([^\\s]{1,65})");
  private static final Pattern STAT = Pattern.compile("(?i)\\bstat:\\s*([A-Za-z]{3,10})");
  private static final Pattern MOBILE = Pattern.compile("(?:\\+|00)?(?:86)?(1[3-9]\\d{9})");
  private static final Pattern ERR = Pattern.compile("(?i)\\berr:\\s*([0-9A-Za-z]{1,10})");

  DeliveryNote {
    numbers = Set.copyOf(numbers);
  }

  /// How far a message is.
  enum State {
    UNDER_WAY,
    DELIVERED,
    /// It will never be.
    FAILED
  }

  /// Empty where it is no receipt, does not say which message it is about, or nothing that is known
  /// about it. Text that somebody typed is no receipt, whatever it reads like.
  static Optional<DeliveryNote> of(DeliverSm said) {
    byte[] bytes = said.getShortMessage();
    String text = bytes == null ? "" : new String(bytes, ISO_8859_1);
    OptionalParameter.@Nullable Receipted_message_id receipted =
        said.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
    if (!said.isSmscDeliveryReceipt() && receipted == null) {
      return Optional.empty();
    }
    String id = receipted != null ? receipted.getValueAsString() : found(ID, text);
    State state = state(said.getOptionalParameter(OptionalParameter.Message_state.class), text);
    String error = found(ERR, text);
    return id == null || id.isBlank() || state == null
        ? Optional.empty()
        : Optional.of(
            new DeliveryNote(id.strip(), state, error == null ? "" : error, numbers(said)));
  }

  private static Set<String> numbers(DeliverSm said) {
    Set<String> numbers = new HashSet<>();
    for (String address : new @Nullable String[] {said.getSourceAddr(), said.getDestAddress()}) {
      Matcher mobile = MOBILE.matcher(address == null ? "" : address);
      if (mobile.matches()) {
        numbers.add("+86" + mobile.group(1));
      }
    }
    return numbers;
  }

  private static @Nullable State state(
      OptionalParameter.@Nullable Message_state parameter, String text) {
    if (parameter != null) {
      return switch (parameter.getValue()) {
        case 1, 6 -> State.UNDER_WAY;
        case 2 -> State.DELIVERED;
        case 3, 4, 5, 8 -> State.FAILED;
        default -> null;
      };
    }
    String stat = found(STAT, text);
    return stat == null
        ? null
        : switch (stat.toUpperCase(Locale.ROOT)) {
          case "ENROUTE", "ACCEPTD" -> State.UNDER_WAY;
          case "DELIVRD" -> State.DELIVERED;
          case "EXPIRED", "DELETED", "UNDELIV", "REJECTD" -> State.FAILED;
          default -> null;
        };
  }

  private static @Nullable String found(Pattern what, String text) {
    Matcher found = what.matcher(text);
    return found.find() ? found.group(1) : null;
  }
}
