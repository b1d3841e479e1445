package org.haltline.app.directions;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every direction of the house.
final class Directions {
  /// The inner rooms of core, each of which sees itself and those before it.
  static final List<String> INNER_ROOMS =
      List.of("subject", "order", "finding", "casefile", "trail", "paste");

  /// Rooms that are planned and not built: the only ones whose rule may find nothing to look at. A
  /// test fails as soon as one of them has a class, so that its name leaves this list.
  static final Set<String> ROOMS_TO_COME = Set.of("trail");

  private static final DescribedPredicate<JavaClass> OPEN_TO_INNER_ROOMS =
      resideInAnyPackage(
              "java..",
              "org.jspecify.annotations",
              "com.google.i18n.phonenumbers..",
              "org.iban4j..")
          .or(describe("the public suffix list", Directions::isPublicSuffixList));

  private Directions() {}

  static List<Direction> all() {
    return Stream.of(innerRooms(), purity(), technologies(), modules(), marks())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Direction> innerRooms() {
    return List.of(
        innerRoom("subject", "SubjectThatSeesOrders", "SubjectThatSeesJackson"),
        innerRoom("order", "OrderThatSeesCases"),
        innerRoom("finding", "FindingThatSeesCases"),
        innerRoom("casefile", "CaseThatSeesTheTrail", "CaseThatSeesGuava"),
        innerRoom("trail", "TrailThatSeesTheJournal"),
        innerRoom("paste", "PasteThatSeesTheJournal"),
        new Direction(
            "the rooms of core stand in no circle",
            List.of(
                "core.journal.JournalThatSeesTheSearch", "core.search.SearchThatSeesTheJournal"),
            root -> slices().matching(root + ".core.(*)..").should().beFreeOfCycles()));
  }

  private static Direction innerRoom(String room, String... brokenBy) {
    var open = INNER_ROOMS.subList(0, INNER_ROOMS.indexOf(room) + 1);
    return new Direction(
        room + " sees the JDK, phone numbers, IBANs, public suffixes and " + open,
        Stream.of(brokenBy).map(name -> "core." + room + "." + name).toList(),
        root ->
            classes()
                .that()
                .resideInAPackage(root + ".core." + room + "..")
                .should()
                .onlyDependOnClassesThat(
                    OPEN_TO_INNER_ROOMS.or(
                        resideInAnyPackage(
                            open.stream()
                                .map(seen -> root + ".core." + seen + "..")
                                .toArray(String[]::new))))
                .allowEmptyShould(ROOMS_TO_COME.contains(room)));
  }

  private static List<Direction> purity() {
    return List.of(
        new Direction(
            "the inner rooms are told the time and the dice: no clock, no randomness",
            List.of(
                "core.casefile.CaseThatReadsTheClock",
                "core.casefile.CaseThatHandsTheClockOn",
                "core.order.OrderThatRollsDice"),
            root ->
                noClasses()
                    .that()
                    .resideInAnyPackage(innerPackages(root, INNER_ROOMS))
                    .should()
                    .accessTargetWhere(ClocksAndDice.areAsked())),
        new Direction(
            "orders, cases and the trail do no I/O",
            List.of("core.order.OrderThatReadsAFile"),
            root ->
                noClasses()
                    .that()
                    .resideInAnyPackage(
                        innerPackages(root, List.of("order", "finding", "casefile", "trail")))
                    .should()
                    .dependOnClassesThat(
                        resideInAnyPackage(
                                "java.nio.file..", "java.nio.channels..", "java.net.http..")
                            .or(describe("streams and sockets", Directions::isStreamOrSocket)))));
  }

  private static List<Direction> technologies() {
    return List.of(
        new Direction(
            "Redis is known in core.journal alone",
            List.of(
                "core.dispatch.DispatchThatSeesLettuce",
                "core.casework.CaseworkThatSeesLettuce",
                "console.ConsoleThatSeesLettuce"),
            root -> onlyIn(root, root + ".core.journal..", "io.lettuce..", "redis.embedded..")),
        new Direction(
            "within core, the bus and the cluster are known in dispatch alone",
            List.of("core.casework.CaseworkThatSeesVertx", "core.journal.JournalThatSeesHazelcast"),
            root ->
                noClasses()
                    .that()
                    .resideInAPackage(root + ".core..")
                    .and()
                    .resideOutsideOfPackage(root + ".core.dispatch..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.vertx..", "com.hazelcast..")),
        new Direction(
            "Lucene is known in core.search alone",
            List.of("core.codec.CodecThatSeesLucene"),
            root -> onlyIn(root, root + ".core.search..", "org.apache.lucene..")),
        new Direction(
            "the table of mobile segments is known in core.directory alone",
            List.of("core.casework.CaseworkThatSeesSegments"),
            root -> onlyIn(root, root + ".core.directory..", "me.ihxq.projects..")));
  }

  private static List<Direction> modules() {
    return List.of(
        blind("core", "core.casework.CaseworkThatSeesABank", "bank", "telecom", "console", "app"),
        blind("bank", "bank.BankThatSeesACarrier", "telecom", "console", "app"),
        blind("telecom", "telecom.CarrierThatSeesTheConsole", "bank", "console", "app"),
        blind("console", "console.ConsoleThatSeesABank", "bank", "telecom", "app"));
  }

  private static Direction blind(String module, String brokenBy, String... unseen) {
    return new Direction(
        module + " never sees " + List.of(unseen),
        List.of(brokenBy),
        root ->
            noClasses()
                .that()
                .resideInAPackage(root + "." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    Stream.concat(Stream.of(unseen), Stream.of("load"))
                        .map(other -> root + "." + other + "..")
                        .toArray(String[]::new)));
  }

  private static List<Direction> marks() {
    return List.of(
        new Direction(
            "every package says @NullMarked, without which nothing in it is checked for null",
            List.of("unmarked.ClassInAnUnmarkedPackage"),
            root ->
                classes()
                    .that()
                    .resideInAPackage(root + "..")
                    .should(StandsInMarkedPackage.INSTANCE)));
  }

  private static ArchRule onlyIn(String root, String room, String... technology) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(technology);
  }

  private static String[] innerPackages(String root, List<String> rooms) {
    return rooms.stream().map(room -> root + ".core." + room + "..").toArray(String[]::new);
  }

  private static boolean isPublicSuffixList(JavaClass seen) {
    return seen.getName().equals("com.google.common.net.InternetDomainName");
  }

  private static boolean isStreamOrSocket(JavaClass seen) {
    return Stream.of(
                java.io.InputStream.class,
                java.io.OutputStream.class,
                java.io.Reader.class,
                java.io.Writer.class,
                java.io.File.class,
                java.net.Socket.class,
                java.net.ServerSocket.class)
            .anyMatch(seen::isAssignableTo)
        || seen.getName().equals("java.net.URLConnection");
  }
}
