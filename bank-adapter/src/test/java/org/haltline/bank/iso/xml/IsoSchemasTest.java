package org.haltline.bank.iso.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.bank.iso.IsoKeys.BANK;
import static org.haltline.bank.iso.IsoKeys.HOUSE;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.haltline.bank.iso.IsoKeys;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage.Return;
import org.haltline.bank.iso.IsoMessage.Returned;
import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.IsoRead.Fault;
import org.haltline.bank.iso.IsoSpecimens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a folder of schemas refuses, on the way out and on the way in. ISO's own are not here: the
/// one that is used was written for this test, for one message, and is narrower than ISO's.
class IsoSchemasTest {
  private static final Set<String> ONE = Set.of(IsoKind.RETURN.definition());

  @TempDir Path folder;

  @BeforeEach
  void aSchemaOfOurOwn() throws Exception {
    try (InputStream in =
        IsoSchemasTest.class.getResourceAsStream("/iso/our-own-pacs.004.001.13.xsd")) {
      Files.write(folder.resolve("whatever.xsd"), Objects.requireNonNull(in).readAllBytes());
    }
  }

  @Test
  void whatIsValidPassesBothWays() {
    IsoSchemas schemas = IsoSchemas.in(folder, ONE);
    assertThat(schemas.validate()).isTrue();
    byte[] written =
        IsoKeys.codec(BANK, HOUSE, schemas)
            .write(IsoSpecimens.head(IsoKind.RETURN), IsoSpecimens.of(IsoKind.RETURN));
    assertThat(IsoKeys.codec(HOUSE, BANK, schemas).read(written))
        .isInstanceOf(IsoRead.Message.class);
  }

  @Test
  void whatIsNotIsRefusedOnTheWayOutAndOnTheWayIn() {
    IsoSchemas schemas = IsoSchemas.in(folder, ONE);
    Returned model = ((Return) IsoSpecimens.of(IsoKind.RETURN)).payments().getFirst();
    Return tooLong =
        new Return("R".repeat(36), IsoSpecimens.head(IsoKind.RETURN).createdAt(), List.of(model));
    assertThatThrownBy(
            () ->
                IsoKeys.codec(BANK, HOUSE, schemas)
                    .write(IsoSpecimens.head(IsoKind.RETURN), tooLong))
        .isInstanceOf(IsoRefused.class)
        .hasMessageContaining("maxLength");
    byte[] unchecked = IsoKeys.codec(BANK, HOUSE).write(IsoSpecimens.head(IsoKind.RETURN), tooLong);
    assertThat(IsoKeys.codec(HOUSE, BANK).read(unchecked))
        .as("without a schema nobody sees it")
        .isInstanceOf(IsoRead.Message.class);
    assertThat(IsoKeys.codec(HOUSE, BANK, schemas).read(unchecked))
        .isInstanceOfSatisfying(
            IsoRead.Refused.class,
            no -> {
              assertThat(no.fault()).isEqualTo(Fault.NOT_VALID);
              assertThat(no.why()).contains("maxLength");
            });
  }

  @Test
  void aFolderWithHalfOfThemIsRefusedAndTheRestNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsoSchemas.in(folder, IsoSchemas.all()))
        .withMessageContaining("auth.001.001.02, auth.002.001.02, camt.029.001.13")
        .withMessageContaining("head.001.001.02")
        .withMessageNotContaining("pacs.004");
  }

  @Test
  void whatIsNoSchemaIsRefused() throws Exception {
    Files.writeString(folder.resolve("broken.xsd"), "<xs:schema");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsoSchemas.in(folder, ONE))
        .withMessageContaining("broken.xsd");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsoSchemas.in(folder.resolve("nowhere"), ONE))
        .withMessageContaining("no folder");
  }

  @Test
  void withoutAFolderNothingIsValidated() {
    assertThat(IsoSchemas.none().validate()).isFalse();
  }
}
