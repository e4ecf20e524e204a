package dev.wavetank.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Who may know whom. The reasons are in the messages: read them before changing a rule.
final class ArchitectureTest {
    static final JavaClasses WAVETANK =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("/test/"))
                    // Works at build time only; the others get its resources.
                    .withImportOption(location -> !location.contains("dev/wavetank/contract/"))
                    .importPackages("dev.wavetank");

    private static DescribedPredicate<JavaClass> oursOutside(String... packages) {
        return resideInAnyPackage("dev.wavetank..")
                .and(resideOutsideOfPackages(packages))
                .as("parts of Wavetank outside of %s", String.join(", ", packages));
    }

    @Test
    void enoughClassesWereScannedForTheRulesToMeanAnything() {
        assertThat(WAVETANK.size()).isGreaterThan(300);
        for (String module :
                new String[] {
                    "cluster",
                    "client",
                    "apiserver",
                    "scheduler",
                    "controllers",
                    "node",
                    "tank",
                    "scenarios",
                    "cli"
                }) {
            assertThat(WAVETANK.stream().map(JavaClass::getPackageName))
                    .as("classes of %s", module)
                    .anyMatch(name -> name.startsWith("dev.wavetank." + module));
        }
    }

    @Test
    void theGroundKnowsNothingOfOurs() {
        only("cluster").because("everything stands on it").check(WAVETANK);
    }

    @Test
    void thePartsDoNotKnowEachOther() {
        only("client", "cluster").because("it runs in any process").check(WAVETANK);
        for (String part : new String[] {"apiserver", "scheduler", "controllers", "node"}) {
            only(part, "cluster")
                    .because("each part can run alone in its own process over HTTPS")
                    .check(WAVETANK);
        }
    }

    @Test
    void onlyTheTankAndWhatStandsOnItKnowTheParts() {
        only("tank", "cluster", "client", "apiserver", "scheduler", "controllers", "node")
                .because("it assembles them; nothing else does")
                .check(WAVETANK);
    }

    private static ArchRule only(String module, String... may) {
        var allowed = new String[may.length + 1];
        allowed[0] = "dev.wavetank." + module + "..";
        for (int i = 0; i < may.length; i++) {
            allowed[i + 1] = "dev.wavetank." + may[i] + "..";
        }
        return classes()
                .that()
                .resideInAPackage("dev.wavetank." + module + "..")
                .should(not(dependOnClassesThat(oursOutside(allowed))));
    }

    @Test
    void librariesStayInTheirRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.wavetank.client..",
                        "dev.wavetank.apiserver.http..",
                        "dev.wavetank.apiserver.streams..",
                        "dev.wavetank.node.proxy..",
                        "dev.wavetank.cli.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .because("Vert.x only carries bytes: everything else is plain Java on World turns")
                .check(WAVETANK);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.wavetank.cluster.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "org.snakeyaml..")
                .because("JSON and YAML are values of cluster's model everywhere else")
                .check(WAVETANK);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.wavetank.apiserver.journal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .because("the journal is a port; sqlite is one of its implementations")
                .check(WAVETANK);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.wavetank.node.docker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.github.dockerjava..", "org.apache.commons..")
                .because(
                        "real containers are one runtime behind the port; all else is simulated"
                                + " too")
                .check(WAVETANK);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.wavetank.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .because("only the command line speaks of commands")
                .check(WAVETANK);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.wavetank.(**)")
                .should()
                .beFreeOfCycles()
                .because("a reader must be able to start somewhere")
                .check(WAVETANK);
    }

    @Test
    void namesComeFromTheField() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .because("such names say nothing of what a class is")
                .check(WAVETANK);
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..")
                .because("a package is named by a noun of the field")
                .check(WAVETANK);
    }

    @Test
    void everyPackageIsNullMarked() {
        var marked =
                WAVETANK.stream()
                        .filter(type -> type.getSimpleName().equals("package-info"))
                        .filter(type -> type.isAnnotatedWith(NullMarked.class))
                        .map(JavaClass::getPackageName)
                        .toList();

        assertThat(WAVETANK.stream().map(JavaClass::getPackageName).distinct())
                .as("packages whose package-info says @NullMarked")
                .containsExactlyInAnyOrderElementsOf(marked);
    }
}
