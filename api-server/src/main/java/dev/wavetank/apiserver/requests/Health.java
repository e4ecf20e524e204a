package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.Writes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Answers `/healthz`, `/livez` and `/readyz` as upstream's `server/healthz`: named checks, all
/// told when one fails or `verbose` asks for it.
///
/// A server whose journal refuses writes still answers reads: it is alive, but not ready.
final class Health {
    private static final String PING = "ping";
    private static final String JOURNAL = "journal";
    private static final List<String> ROOTS = List.of("healthz", "livez", "readyz");

    private final Writes writes;

    Health(Writes writes) {
        this.writes = writes;
    }

    /// {@return whether this is a sum of checks, which may be seen without a name}
    static boolean isRoot(String path) {
        return ROOTS.stream().anyMatch(each -> path.equals("/" + each));
    }

    /// {@return whether this is a sum of checks, or one check of it, whose reason is told}
    static boolean isAt(String path) {
        return isRoot(path) || ROOTS.stream().anyMatch(each -> path.startsWith("/" + each + "/"));
    }

    private static List<String> checks(String root) {
        return root.equals("livez") ? List.of(PING) : List.of(PING, JOURNAL);
    }

    /// {@return what is wrong; "" for nothing}
    private String problem(String check) {
        return check.equals(JOURNAL) ? writes.trouble() : "";
    }

    /// {@return the answer, or null where there is no such check}
    @Nullable Response answer(Request request) {
        String[] steps = request.path().split("/", 3);
        return steps.length == 2 ? sum(request, steps[1]) : one(steps[1], steps[2]);
    }

    private @Nullable Response one(String root, String check) {
        if (!checks(root).contains(check)) {
            return null;
        }
        String problem = problem(check);
        return problem.isEmpty()
                ? Answers.text(200, "ok")
                : Answers.text(500, "internal server error: " + problem + "\n");
    }

    private Response sum(Request request, String root) {
        var excluded = new ArrayList<>(request.query().getOrDefault("exclude", List.of()));
        boolean failed = false;
        var told = new StringBuilder();
        for (var check : checks(root)) {
            if (excluded.removeAll(List.of(check))) {
                told.append("[+]").append(check).append(" excluded: ok\n");
            } else if (problem(check).isEmpty()) {
                told.append("[+]").append(check).append(" ok\n");
            } else {
                failed = true;
                told.append("[-]").append(check).append(" failed: reason withheld\n");
            }
        }
        if (!excluded.isEmpty()) {
            told.append("warn: some health checks cannot be excluded: no matches for \"")
                    .append(String.join("\",\"", excluded))
                    .append("\"\n");
        }
        if (failed) {
            return Answers.text(500, told + root + " check failed\n");
        }
        return Answers.text(
                200,
                request.query().containsKey("verbose") ? told + root + " check passed\n" : "ok");
    }
}
