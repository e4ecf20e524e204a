package dev.wavetank.cli.scenario;

import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.scenarios.library.Library;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.run.VirtualRun;

import java.util.Locale;

/// `wavetank scenario run all`: lives every bundled scenario, a line for each.
final class WholeLibrary {
    private final Terminal terminal;
    private final ScenarioSource source;

    WholeLibrary(Terminal terminal, ScenarioSource source) {
        this.terminal = terminal;
        this.source = source;
    }

    /// {@return the exit code of the worst verdict}
    int run(long seed) {
        long began = System.nanoTime();
        int code = 0;
        int failed = 0;
        for (String name : Library.names()) {
            terminal.progress(name);
            var scenario = source.find(name, terminal);
            long start = System.nanoTime();
            var result =
                    VirtualRun.live(
                            scenario,
                            seed,
                            new Setting(source.expressions().forOneRun(), _ -> {}, false));
            boolean passed = result.verdict() == Verdict.PASSED;
            failed += passed ? 0 : 1;
            code = Math.max(code, result.verdict().exitCode());
            terminal.line(
                    String.format(
                            Locale.ROOT,
                            "%s  %-34s %7.1f s lived in %4.0f ms  %s",
                            passed ? terminal.green("passed") : terminal.red("FAILED"),
                            name,
                            result.ended().nanos() / 1e9,
                            (System.nanoTime() - start) / 1e6,
                            result.hash().substring(0, 12)));
        }
        terminal.line("");
        terminal.line(
                String.format(
                        Locale.ROOT,
                        "%d scenarios with seed %d, %s, in %.1f s",
                        Library.names().size(),
                        seed,
                        failed == 0 ? "all passed" : failed + " failed",
                        (System.nanoTime() - began) / 1e9));
        return code;
    }
}
