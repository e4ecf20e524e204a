package dev.wavetank.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.scenarios.assertions.Expressions;
import dev.wavetank.scenarios.files.Expressions.Mistake;
import dev.wavetank.scenarios.files.Read;
import dev.wavetank.scenarios.files.ScenarioFiles;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.run.VirtualRun;
import dev.wavetank.scenarios.samples.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

final class LibraryTest {
    private static final Expressions EXPRESSIONS = new Expressions(Contract.load().kinds());
    private static final ScenarioFiles FILES =
            new ScenarioFiles(
                    _ -> null,
                    Samples.bundled(),
                    expression ->
                            EXPRESSIONS.check(expression).stream()
                                    .map(each -> new Mistake(each.offset(), each.message()))
                                    .toList(),
                    List.of());

    static List<String> names() {
        return Library.names();
    }

    private static Scenario scenario(String name) {
        return read(name, Objects.requireNonNull(Library.find(name), name));
    }

    private static Scenario read(String name, String text) {
        return switch (FILES.read(name, text)) {
            case Read.Understood(var scenario) -> scenario;
            case Read.Wrong(var problems) -> throw new AssertionError(problems);
        };
    }

    private static Setting setting() {
        return new Setting(EXPRESSIONS.forOneRun(), _ -> {});
    }

    @Test
    void theIndexListsEachFileOnce() throws IOException {
        try (var files = Files.list(Path.of("library"))) {
            assertThat(
                            files.map(file -> file.getFileName().toString())
                                    .filter(file -> file.endsWith(".yaml"))
                                    .map(file ->
                                            file.substring(0, file.length() - ".yaml".length())))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsCalledAsItsFileSaysWhatItTeachesAndAsksForSomething(String name) {
        var scenario = scenario(name);

        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.title()).isNotBlank().doesNotEndWith(".").hasSizeLessThan(80);
        assertThat(scenario.description()).hasSizeGreaterThan(200);
        assertThat(scenario.description().lines()).allMatch(line -> line.length() <= 110);
        assertThat(scenario.assertions()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsReadAgainAsItIsWritten(String name) {
        var scenario = scenario(name);

        assertThat(read(name, ScenarioFiles.write(scenario))).isEqualTo(scenario);
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachPassesAndTheSameSeedLivesTheSameLife(String name) {
        var scenario = scenario(name);

        var once = VirtualRun.live(scenario, 1, setting());

        assertThat(once.verdict()).as(() -> once.toString()).isEqualTo(Verdict.PASSED);
        assertThat(VirtualRun.live(scenario, 1, setting()).hash()).isEqualTo(once.hash());
        for (long seed : new long[] {2, 3}) {
            var other = VirtualRun.liveUnhashed(scenario, seed, setting());
            assertThat(other.verdict()).as(() -> other.toString()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void eachOfSeveralFaultsIsRecoveredFromForItself() {
        var result = VirtualRun.liveUnhashed(scenario("pod-kill-schedule"), 1, setting());

        assertThat(result.faults())
                .hasSizeGreaterThan(4)
                .allSatisfy(fault ->
                        assertThat(Objects.requireNonNull(fault.recovered()).since(fault.began()))
                                .isLessThan(Duration.ofSeconds(20)));
    }
}
