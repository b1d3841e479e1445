package org.haltline.bank.iso.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.bank.iso.IsoKeys.BANK;
import static org.haltline.bank.iso.IsoKeys.HOUSE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haltline.bank.iso.IsoDesk;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoKeys;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoMessage.Marks;
import org.haltline.bank.iso.IsoMessage.Resolution;
import org.haltline.bank.iso.IsoMessage.Resolved;
import org.haltline.bank.iso.IsoMessage.Return;
import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.IsoSpecimens;
import org.haltline.core.order.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Recorded exchanges: every message as somebody has read and approved it, in
/// `src/test/resources/approved/iso`, without its signature; and two as another hand would write
/// them.
class IsoShapesTest {

  @ParameterizedTest
  @EnumSource(IsoKind.class)
  void everyMessageIsWrittenAsApproved(IsoKind kind) throws IOException {
    IsoHead head = IsoSpecimens.head(kind);
    IsoMessage message = IsoSpecimens.of(kind);
    String written = new String(IsoKeys.codec(BANK, HOUSE).write(head, message), UTF_8);
    String actual =
        written.replaceFirst("(?s)<Signature .*</Signature>", "").replace("><", ">\n<") + "\n";
    String name = kind.definition() + ".xml";
    String approved = IsoRecorded.text("/approved/iso/" + name);
    if (!actual.equals(approved)) {
      Path received = Path.of("target", "approved", "iso").resolve(name);
      Files.createDirectories(received.getParent());
      Files.writeString(received, actual);
    }
    assertThat(actual).as("see target/approved/iso/%s", name).isEqualTo(approved);
    assertThat(IsoRecorded.signed(approved)).isEqualTo(new IsoRead.Message(head, message));
  }

  /// With prefixes, with much that is not looked at, and without what may be left out.
  @Test
  void aRefusalThatAnotherHandWroteIsUnderstood() throws IOException {
    IsoRead read = IsoRecorded.read("/iso/camt.029-refused-by-another-hand.xml");
    assertThat(read).isInstanceOf(IsoRead.Message.class);
    Resolution resolution = (Resolution) ((IsoRead.Message) read).body();
    assertThat(resolution.caseId()).isEqualTo(IsoDesk.NUMBER.digits());
    assertThat(resolution.confirmation()).isEqualTo("RJCR");
    assertThat(resolution.payments())
        .containsExactly(
            new Resolved(
                null, "RJCR", List.of("ARDT"), List.of("Funds sent back on 20 November"), null));
  }

  @Test
  void aReturnThatAnotherHandWroteIsUnderstood() throws IOException {
    IsoRead read = IsoRecorded.read("/iso/pacs.004-by-another-hand.xml");
    assertThat(read).isInstanceOf(IsoRead.Message.class);
    Return back = (Return) ((IsoRead.Message) read).body();
    assertThat(back.payments()).hasSize(1);
    assertThat(back.payments().getFirst().amount()).isEqualTo(new Money(120_000, "EUR"));
    assertThat(back.payments().getFirst().marks())
        .isEqualTo(new Marks("INV-2026-11", null, "eb6305c9-1f7f-49de-aed0-16487c27b42d"));
    assertThat(back.payments().getFirst().reasons()).containsExactly("FOCR");
  }
}
