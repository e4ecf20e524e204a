package dev.wavetank.node.shell;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeMap;

/// All programs that a simulated container has, by name.
public final class Programs {
    private static final TreeMap<String, Program> ALL = new TreeMap<>();

    static {
        ALL.put("sh", Sh::run);
        ALL.put("ash", Sh::run);
        ALL.put("bash", Sh::run);
        ALL.put("cat", FilePrograms::cat);
        ALL.put("curl", FetchPrograms::curl);
        ALL.put("date", TextPrograms::date);
        ALL.put("echo", TextPrograms::echo);
        ALL.put("env", Env::run);
        ALL.put("printenv", Env::print);
        ALL.put("false", call -> call.exit(1));
        ALL.put("hostname", TextPrograms::hostname);
        ALL.put("id", TextPrograms::id);
        ALL.put("ls", Ls::run);
        ALL.put("mkdir", FilePrograms::mkdir);
        ALL.put("ps", TextPrograms::ps);
        ALL.put("pwd", TextPrograms::pwd);
        ALL.put("rm", FilePrograms::rm);
        ALL.put("sleep", TextPrograms::sleep);
        ALL.put("tar", Tar::run);
        ALL.put("test", Test::run);
        ALL.put("[", Test::run);
        ALL.put("touch", FilePrograms::touch);
        ALL.put("true", call -> call.exit(0));
        ALL.put("uname", TextPrograms::uname);
        ALL.put("wget", FetchPrograms::wget);
        ALL.put("whoami", TextPrograms::whoami);
    }

    private Programs() {}

    /// {@return the names of all, as they are found in `/bin`}
    public static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(ALL.navigableKeySet());
    }

    /// {@return the program of a name or path, or null}
    static @Nullable Program find(String name) {
        for (String folder : new String[] {"/bin/", "/usr/bin/", "/usr/local/bin/"}) {
            if (name.startsWith(folder)) {
                return ALL.get(name.substring(folder.length()));
            }
        }
        return ALL.get(name);
    }

    /// Runs what the arguments name with the streams of this.
    static void runInstead(Call call) {
        if (call.arguments().isEmpty()) {
            call.exit(0);
            return;
        }
        String name = call.arguments().getFirst();
        var program = find(name);
        if (program == null) {
            call.fail(Runner.NOT_FOUND, "can't execute '" + name + "': No such file or directory");
            return;
        }
        program.run(
                new Call(
                        call.arguments(),
                        call.situation(),
                        call.in(),
                        call.out(),
                        call.err(),
                        call::exit));
    }
}
