package dev.wavetank.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What keeps a run repeatable: the pure rooms may not reach for clocks, chance, threads or orders
/// that differ from one start of the JVM to the next.
final class DeterminismTest {
    private static final String[] PURE = {
        "dev.wavetank.cluster..",
        "dev.wavetank.scheduler..",
        "dev.wavetank.controllers..",
        "dev.wavetank.apiserver.core..",
        "dev.wavetank.apiserver.kinds..",
        "dev.wavetank.apiserver.requests..",
        "dev.wavetank.apiserver.patches..",
        "dev.wavetank.apiserver.tokens..",
        "dev.wavetank.apiserver.tables..",
        "dev.wavetank.node",
        "dev.wavetank.node.lifecycle..",
        "dev.wavetank.node.runtime..",
        "dev.wavetank.node.simulated..",
        "dev.wavetank.node.shell..",
        "dev.wavetank.node.files..",
        "dev.wavetank.node.config..",
        "dev.wavetank.node.network.."
    };

    private static GivenClassesConjunction pure() {
        return noClasses().that().resideInAnyPackage(PURE);
    }

    @Test
    void enoughPureClassesWereScanned() {
        assertThat(
                        ArchitectureTest.WAVETANK.stream()
                                .map(JavaClass::getPackageName)
                                .filter(name ->
                                        List.of("cluster", "scheduler", "controllers").stream()
                                                .anyMatch(part ->
                                                        name.startsWith("dev.wavetank." + part))))
                .hasSizeGreaterThan(100);
    }

    @Test
    void noClocks() {
        forbid(
                "now",
                "java.time.Instant|java.time.(Local|Offset|Zoned)(Date)?Time|java.time.LocalDate|java.time.Clock",
                "ask World.now()");
        forbid(
                "nanoTime|currentTimeMillis|identityHashCode",
                "java.lang.System",
                "ask World.now(); an identity hash differs from run to run");
    }

    @Test
    void noChanceButTheWorlds() {
        forbid("randomUUID", "java.util.UUID", "ask World.chance()");
        forbid(
                "random|sin|cos|tan|pow|log|log10|exp|cbrt",
                "java.lang.Math",
                "results may differ between JVMs; StrictMath has them all");
        forbid("<init>", "java.util.Random|java.security.SecureRandom", "ask World.chance()");
        forbid("current", "java.util.concurrent.ThreadLocalRandom", "ask World.chance()");
    }

    @Test
    void noThreads() {
        pure().should()
                .dependOnClassesThat(
                        nameMatching(
                                "java\\.lang\\.Thread|java\\.lang\\.ThreadLocal"
                                        + "|java\\.util\\.Timer"
                                        + "|java\\.util\\.concurrent\\."
                                        + "(?!atomic\\.).*(Executor|Future|Lock|Queue|Pool).*"))
                .because("turns of a World run one after the other, in a repeatable order")
                .check(ArchitectureTest.WAVETANK);
        forbid("parallelStream|parallel", ".*", "the order would be the machine's");
    }

    @Test
    void noOrdersThatChangeWithTheJvm() {
        forbid(
                "of|copyOf|ofEntries|entry",
                "java.util.(Set|Map)",
                "their order changes from one JVM start to the next: TreeMap, LinkedHashMap or"
                        + " pcollections");
        forbid(
                "toSet|toMap|groupingBy|toUnmodifiableSet|toUnmodifiableMap|groupingByConcurrent|toConcurrentMap",
                "java.util.stream.Collectors",
                "give a sorted map or set to toCollection, or loop");
        pure().should()
                .callConstructorWhere(
                        target(
                                owner(
                                        nameMatching(
                                                "java\\.util\\.(Hash|IdentityHash|WeakHash)(Set|Map)"))))
                .because("iteration in hash order; use TreeMap, TreeSet or a linked one")
                .check(ArchitectureTest.WAVETANK);
    }

    @Test
    void noOutsideWorld() {
        pure().should()
                .dependOnClassesThat(
                        nameMatching(
                                "java\\.net\\..*|java\\.nio\\.file\\..*|java\\.nio\\.channels\\..*|java\\.io\\.File.*"))
                .because("files and sockets are behind ports")
                .check(ArchitectureTest.WAVETANK);
    }

    private static void forbid(String method, String owner, String instead) {
        pure().should()
                .callCodeUnitWhere(
                        target(nameMatching(method)).and(target(owner(nameMatching(owner)))))
                .because(instead)
                .check(ArchitectureTest.WAVETANK);
    }
}
