package dev.wavetank.scenarios.determinism;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Five Java machines that differ in all that has been known to leak into a program's behaviour:
/// identity hashes, locale, time zone, charset, collector and compiler. Of the locales one has a
/// dotless i and one its own digits; the last machine interprets every instruction.
public final class Machines {
    /// The options of each.
    public static final List<List<String>> OPTIONS =
            List.of(
                    List.of("-XX:hashCode=0", "-XX:+UseSerialGC", "-Duser.timezone=UTC"),
                    List.of(
                            "-XX:hashCode=1",
                            "-XX:+UseParallelGC",
                            "-Duser.language=tr",
                            "-Duser.country=TR",
                            "-Duser.timezone=Asia/Kathmandu"),
                    List.of(
                            "-XX:hashCode=2",
                            "-XX:+UseG1GC",
                            "-Duser.language=ar",
                            "-Duser.country=EG",
                            "-Duser.timezone=America/St_Johns"),
                    List.of(
                            "-XX:hashCode=3",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dfile.encoding=ISO-8859-1",
                            "-Duser.language=th",
                            "-Duser.country=TH",
                            "-Duser.timezone=Pacific/Apia"),
                    List.of(
                            "-XX:hashCode=5",
                            "-XX:+UseSerialGC",
                            "-Xint",
                            "-Duser.language=de",
                            "-Duser.timezone=Europe/Berlin"));

    private Machines() {}

    /// {@return where this Java is started from}
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /// Starts one with this process's class path; what it says on its error stream is not kept.
    ///
    /// @param options some of [#OPTIONS]
    /// @param main the class, then its arguments
    public static Process start(List<String> options, List<String> main) throws IOException {
        var command = new ArrayList<String>();
        command.add(java().toString());
        command.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-Xshare:auto"));
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(main);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
