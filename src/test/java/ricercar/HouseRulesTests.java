package ricercar;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** The floors of the house: imports run downwards or stay on their floor. */
@AnalyzeClasses(packages = "ricercar", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTests {
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("", "files", "tensor", "random", "stats"),
          Set.of("audio", "nn"),
          Set.of("augment", "loss", "corpus"),
          Set.of("etudes", "codec", "model"),
          Set.of("train", "metric"),
          Set.of("probe", "geometry"),
          Set.of("track"),
          Set.of("experiment", "sweep", "oracle"),
          Set.of("plot", "check", "bench"),
          Set.of("notebook", "cli"));

  private static final Map<String, Integer> FLOOR_OF = floorOf();
  private static final Set<String> CLOCK_READERS = Set.of("cli", "notebook", "track", "bench");
  private static final Set<Class<?>> CLOCKS =
      Set.of(Instant.class, Clock.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class);

  @ArchTest
  void importsRunDownwardsOrStayOnTheirFloor(JavaClasses house) {
    classes().should(stayOnOrBelowTheirFloor()).check(house);
  }

  @ArchTest
  void roomsDoNotDependOnEachOtherInACircle(JavaClasses house) {
    slices().matching("ricercar.(*)..").should().beFreeOfCycles().check(house);
  }

  @ArchTest
  void eachForeignLibraryIsKnownToItsRoomsOnly(JavaClasses house) {
    Map.of(
            "ai.djl", List.of("tensor"),
            "smile", List.of("geometry", "codec"),
            "org.dflib.jjava", List.of("notebook"),
            "jdk.jshell", List.of("notebook"),
            "picocli", List.of("cli"),
            "me.tongfei.progressbar", List.of("cli"),
            "org.apache.spark", List.of("sweep"),
            "org.knowm.xchart", List.of("plot", "notebook"),
            "org.duckdb", List.of("files", "track"),
            "tech.tablesaw", List.of("plot", "notebook"))
        .forEach((library, rooms) -> onlyIn(house, library, rooms));
    onlyIn(house, "org.apache.commons.math3", List.of("stats", "sweep"));
  }

  @ArchTest
  void chanceComesFromStreamsAlone(JavaClasses house) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.util.Random.class,
            java.security.SecureRandom.class,
            ThreadLocalRandom.class,
            SplittableRandom.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(Collections.class, "shuffle", List.class)
        .check(house);
  }

  @ArchTest
  void onlyTheDoorsTheTrackAndTheBenchReadTheClock(JavaClasses house) {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are not allowed the clock", c -> !CLOCK_READERS.contains(roomOf(c))))
        .should(callMethod(System.class, "currentTimeMillis"))
        .orShould(callMethod(System.class, "nanoTime"))
        .orShould()
        .callMethodWhere(
            DescribedPredicate.describe("asks a clock for now", HouseRulesTests::asksForNow))
        .check(house);
  }

  private static boolean asksForNow(JavaMethodCall call) {
    return call.getName().equals("now")
        && CLOCKS.stream().anyMatch(clock -> call.getTargetOwner().isEquivalentTo(clock));
  }

  private static void onlyIn(JavaClasses house, String library, List<String> rooms) {
    noClasses()
        .that(
            DescribedPredicate.describe("are outside of " + rooms, c -> !rooms.contains(roomOf(c))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library, library + "..")
        .check(house);
  }

  private static ArchCondition<JavaClass> stayOnOrBelowTheirFloor() {
    return new ArchCondition<>("import from their floor or below") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        from.getDirectDependenciesFromSelf().stream()
            .filter(d -> d.getTargetClass().getPackageName().startsWith("ricercar"))
            .filter(d -> floor(d.getTargetClass()) > floor(from))
            .forEach(d -> events.add(SimpleConditionEvent.violated(from, d.getDescription())));
      }
    };
  }

  private static int floor(JavaClass c) {
    Integer floor = FLOOR_OF.get(roomOf(c));
    if (floor == null) {
      throw new AssertionError("room '" + roomOf(c) + "' has no floor; give it one here");
    }
    return floor;
  }

  private static String roomOf(JavaClass c) {
    String[] parts = c.getPackageName().split("\\.");
    return parts.length < 2 ? "" : parts[1];
  }

  private static Map<String, Integer> floorOf() {
    Map<String, Integer> floorOf = new HashMap<>();
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String room : FLOORS.get(floor)) {
        floorOf.put(room, floor);
      }
    }
    return floorOf;
  }
}
