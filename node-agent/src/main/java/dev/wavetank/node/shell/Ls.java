package dev.wavetank.node.shell;

import dev.wavetank.node.files.FileProblem;
import dev.wavetank.node.files.FileTree;
import dev.wavetank.node.files.Node;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `ls`, one name a line, or the long form.
final class Ls {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Call call;
    private final boolean all;
    private final boolean details;
    private final boolean itself;

    private Ls(Call call) {
        this.call = call;
        all = option('a') || option('A');
        details = option('l');
        itself = option('d');
    }

    private boolean option(char letter) {
        return call.arguments().stream()
                .anyMatch(each -> each.startsWith("-") && each.indexOf(letter) > 0);
    }

    static void run(Call call) {
        new Ls(call).list();
    }

    private void list() {
        var paths = new ArrayList<String>();
        for (String each : call.arguments()) {
            if (!each.startsWith("-")) {
                paths.add(each);
            }
        }
        if (paths.isEmpty()) {
            paths.add(".");
        }
        int code = 0;
        for (String each : paths) {
            try {
                var node = call.files().get(call.path(each));
                boolean directory = node instanceof Node.Directory && !itself;
                if (directory && paths.size() > 1) {
                    call.line((each.equals(paths.getFirst()) ? "" : "\n") + each + ":");
                }
                if (directory) {
                    directory(call.path(each));
                } else {
                    show(each, node);
                }
            } catch (FileProblem problem) {
                call.complain(each + ": " + problem.why());
                code = 1;
            }
        }
        call.exit(code);
    }

    private void directory(String path) {
        List<String> names = call.files().names(path);
        if (details) {
            call.line("total " + names.size() * 4);
        }
        for (String name : names) {
            if (all || !name.startsWith(".")) {
                show(name, call.files().get(FileTree.resolve(path, name)));
            }
        }
    }

    private void show(String name, Node node) {
        if (!details) {
            call.line(name);
            return;
        }
        long size =
                switch (node) {
                    case Node.Regular file -> file.bytes().length;
                    case Node.Directory _ -> 4096;
                };
        call.line(
                String.format(
                        Locale.ROOT,
                        "%s%s %4d root     root     %9d %s %s",
                        node instanceof Node.Directory ? "d" : "-",
                        letters(node.mode()),
                        node instanceof Node.Directory ? 2 : 1,
                        size,
                        TIME.format(node.changed()),
                        name));
    }

    private static String letters(int mode) {
        var letters = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            letters.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
        }
        return letters.toString();
    }
}
