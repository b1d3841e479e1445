package org.haltline.app.directions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectionsTest {
  private static final String HOUSE = "org.haltline";
  private static final String PLANTED = "org.haltline.planted";

  private static final JavaClasses HOUSE_CLASSES =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(HOUSE);
  private static final JavaClasses PLANTED_CLASSES =
      new ClassFileImporter().importPackages(PLANTED);

  static List<Direction> directions() {
    return Directions.all();
  }

  @ParameterizedTest
  @MethodSource("directions")
  void theHouseKeepsEveryDirection(Direction direction) {
    direction.under(HOUSE).check(HOUSE_CLASSES);
  }

  @ParameterizedTest
  @MethodSource("directions")
  void everyDirectionFindsItsPlantedViolations(Direction direction) {
    var named = direction.brokenBy().stream().map(name -> PLANTED + "." + name).toList();
    assertThatThrownBy(() -> direction.under(PLANTED).check(PLANTED_CLASSES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(named.toArray(CharSequence[]::new));
  }

  @Test
  void everyPlantedViolationBelongsToADirection() {
    var violations =
        PLANTED_CLASSES.stream()
            .map(JavaClass::getName)
            .filter(name -> name.contains("That") || name.contains("Unmarked"));
    assertThat(violations)
        .containsExactlyInAnyOrderElementsOf(
            directions().stream()
                .flatMap(direction -> direction.brokenBy().stream())
                .map(name -> PLANTED + "." + name)
                .toList());
  }

  @Test
  void everyModuleIsLookedAt() {
    for (var module : List.of("core", "bank", "telecom", "console", "app")) {
      assertThat(classesIn(module)).as(module).isNotEmpty();
    }
  }

  @Test
  void aRoomToComeIsStillEmpty() {
    for (var room : Directions.ROOMS_TO_COME) {
      assertThat(classesIn("core." + room))
          .as("core.%s is built: take it out of Directions.ROOMS_TO_COME", room)
          .isEmpty();
    }
  }

  private static List<String> classesIn(String part) {
    var folder = HOUSE + "." + part;
    return HOUSE_CLASSES.stream()
        .map(JavaClass::getName)
        .filter(name -> name.startsWith(folder + "."))
        .toList();
  }
}
