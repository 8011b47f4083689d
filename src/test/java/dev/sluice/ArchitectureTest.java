package dev.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import dev.sluice.testing.JavaSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// The floor plan of the house, and the rules of living in it. A wall is moved here, with a decision record.
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    /// Which room may look into which others; every room may look into itself. `app` may look everywhere, and nobody at
    /// it.
    private static final Map<String, Set<String>> MAY_USE = plan("""
            http         : dispatch dialect access ledger catalog conversation media batch cookie persona search token provider exchange config telemetry
            admin        : access catalog routing ledger provider exchange config telemetry
            ui           : http access catalog ledger conversation media config
            dispatch     : access routing provider search ledger conversation media persona catalog store exchange config telemetry
            routing      : catalog provider store exchange config telemetry
            catalog      : provider exchange config store
            access       : exchange config store
            ledger       : catalog exchange store config telemetry
            conversation : media exchange store
            media        : exchange config store
            batch        : dispatch media exchange config store
            cookie       : exchange config store
            persona      : jinja exchange config
            provider     : dialect upstream cookie exchange config
            search       : upstream exchange config
            dialect      : exchange
            upstream     : exchange config telemetry
            store        : exchange config
            telemetry    : exchange config
            engine       : jinja
            jinja        :
            token        :
            config       :
            exchange     :
            """);

    private static final String[] FRONT_DOORS = {
        "dev.sluice.http..", "dev.sluice.admin..", "dev.sluice.ui..", "dev.sluice.app.."
    };

    private static final List<String> NAMES_THAT_SAY_NOTHING = List.of(
            "Impl", "Util", "Utils", "Helper", "Manager", "Service", "Handler", "Processor", "Data", "Info", "Base");

    private static Map<String, Set<String>> plan(String table) {
        Map<String, Set<String>> plan = new TreeMap<>();
        table.lines().map(line -> line.split(":", 2)).forEach(row -> {
            String allowed = row[1].strip();
            plan.put(row[0].strip(), allowed.isEmpty() ? Set.of() : Set.of(allowed.split(" ")));
        });
        return plan;
    }

    private static String room(String name) {
        return "dev.sluice." + name + "..";
    }

    @ArchTest
    static void everyPackageBelongsToADrawnRoom(JavaClasses classes) {
        String[] rooms = Stream.concat(MAY_USE.keySet().stream(), Stream.of("app"))
                .map(ArchitectureTest::room)
                .toArray(String[]::new);
        classes()
                .that()
                .doNotHaveFullyQualifiedName("dev.sluice.package-info")
                .should()
                .resideInAnyPackage(rooms)
                .check(classes);
    }

    @ArchTest
    static void dataFlowsOneWay(JavaClasses classes) {
        MAY_USE.forEach((room, allowed) -> {
            String[] reachable = Stream.concat(Stream.of(room), allowed.stream())
                    .map(ArchitectureTest::room)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(room(room))
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.sluice..").and(not(resideInAnyPackage(reachable))))
                    .allowEmptyShould(true)
                    .check(classes);
        });
    }

    @ArchTest
    static void roomsHaveNoCycles(JavaClasses classes) {
        slices().matching("dev.sluice.(*)..").should().beFreeOfCycles().check(classes);
    }

    @ArchTest
    static void siblingsAreBlindToEachOther(JavaClasses classes) {
        for (String parent : List.of("provider", "search", "dialect")) {
            slices().matching("dev.sluice." + parent + ".(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            DescribedPredicate.alwaysTrue(),
                            resideInAnyPackage("dev.sluice.dialect.shape..", "dev.sluice.provider.wire.."))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static void restStaysAtTheFrontDoors(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(FRONT_DOORS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(classes);
    }

    @ArchTest
    static void sqlStaysInTheStoreAndInTables(JavaClasses classes) {
        noClasses()
                .that(not(resideInAPackage("dev.sluice.store..")).and(not(outermostNameEndsWith("Table"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(classes);
    }

    @ArchTest
    static void settingsAreReadInConfigAlone(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.config..")
                .should(ArchConditions.callCodeUnitWhere(
                        describe("settings of the process", call -> setting(call.getTarget()))))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("javax.naming..")
                .check(classes);
    }

    private static boolean setting(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        return switch (target.getName()) {
            case "getenv", "getProperty", "getProperties", "setProperty", "clearProperty" ->
                owner.equals("java.lang.System");
            case "getInteger" -> owner.equals("java.lang.Integer");
            case "getLong" -> owner.equals("java.lang.Long");
            case "getBoolean" -> owner.equals("java.lang.Boolean");
            default -> false;
        };
    }

    @ArchTest
    static void onlyUpstreamCallsOut(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.upstream..")
                .and(not(describe(
                        "read jars of the class path",
                        type -> type.getSimpleName().equals("KindClasses"))))
                .should()
                .dependOnClassesThat(describe("open connections", ArchitectureTest::opensConnections))
                .check(classes);
    }

    private static boolean opensConnections(JavaClass type) {
        return type.getPackageName().startsWith("java.net.http")
                || Set.of(
                                "java.net.Socket",
                                "java.net.DatagramSocket",
                                "java.net.URLConnection",
                                "java.net.HttpURLConnection",
                                "java.net.JarURLConnection",
                                "javax.net.SocketFactory",
                                "javax.net.ssl.SSLSocketFactory",
                                "javax.net.ssl.HttpsURLConnection",
                                "java.nio.channels.AsynchronousSocketChannel")
                        .contains(type.getName());
    }

    /// A connector's own channel may be asked whether its peer is still there.
    @ArchTest
    static void channelsAreTouchedByTheContainerAlone(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.upstream..", "dev.sluice.http.container..", "dev.sluice.app..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.channels.SocketChannel")
                .check(classes);
    }

    @ArchTest
    static void injectionStaysAtTheSeams(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(FRONT_DOORS)
                .and()
                .haveSimpleNameNotEndingWith("Kind")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.inject..", "jakarta.enterprise..")
                .check(classes);
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        Set<String> unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(one -> !one.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());
        assertThat(unmarked).as("packages without a @NullMarked package-info").isEmpty();
    }

    @ArchTest
    static void onlyASleeperSleeps(JavaClasses classes) {
        noClasses()
                .that(not(outermostNameEndsWith("Sleeper")))
                .should(ArchConditions.callCodeUnitWhere(describe(
                        "sleeping",
                        call -> Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                                        .contains(call.getTarget().getOwner().getName())
                                && call.getTarget().getName().equals("sleep"))))
                .check(classes);
    }

    @ArchTest
    static void namesSayWhatThingsAre(JavaClasses classes) {
        noClasses()
                .should(ArchConditions.have(describe(
                        "a name that says nothing",
                        type -> NAMES_THAT_SAY_NOTHING.stream()
                                .anyMatch(ending -> type.getSimpleName().endsWith(ending)))))
                .check(classes);
    }

    @ArchTest
    static void filesAndMethodsStaySmall(JavaClasses classes) {
        assertThat(classes).isNotEmpty();
        List<JavaSource> sources = Stream.of("src/main/java", "src/test/java")
                .flatMap(folder -> JavaSource.under(Path.of(folder)).stream())
                .toList();
        assertThat(sources).isNotEmpty();
        assertThat(sources.stream().filter(source -> source.lines() > 400).map(JavaSource::path))
                .as("files over 400 lines")
                .isEmpty();
        assertThat(sources.stream().flatMap(source -> source.members().stream()).filter(member -> member.lines() > 50))
                .as("methods over 50 lines")
                .isEmpty();
    }

    private static DescribedPredicate<JavaClass> outermostNameEndsWith(String ending) {
        return describe(
                "outermost name ends with " + ending,
                type -> Arrays.stream(type.getName()
                                .substring(type.getName().lastIndexOf('.') + 1)
                                .split("\\$"))
                        .findFirst()
                        .orElseThrow()
                        .endsWith(ending));
    }
}
