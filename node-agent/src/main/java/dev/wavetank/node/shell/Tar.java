package dev.wavetank.node.shell;

import dev.wavetank.node.files.FileProblem;
import dev.wavetank.node.files.FileTree;
import dev.wavetank.node.files.TarReader;
import dev.wavetank.node.files.TarWriter;

import java.util.ArrayList;
import java.util.List;

/// `tar`, as far as `kubectl cp` needs it: `cf - path...` and `xf - [-C directory]`.
final class Tar {
    private final Call call;
    private final List<String> paths = new ArrayList<>();
    private String letters = "";
    private String file = "-";
    private String directory;

    private Tar(Call call) {
        this.call = call;
        directory = call.situation().directory();
    }

    static void run(Call call) {
        var tar = new Tar(call);
        tar.read();
        try {
            if (tar.letters.contains("c")) {
                tar.create();
            } else if (tar.letters.contains("x") || tar.letters.contains("t")) {
                tar.extract(new TarReader(tar::take));
            } else {
                call.fail(1, "must specify one of c, x or t");
            }
        } catch (FileProblem problem) {
            call.fail(1, problem.why());
        }
    }

    private void read() {
        var words = call.arguments();
        for (int i = 0; i < words.size(); i++) {
            String each = words.get(i);
            if (each.equals("-C") && i + 1 < words.size()) {
                directory = call.path(words.get(++i));
            } else if (each.matches("-[^-].*") || (i == 0 && each.length() > 1)) {
                letters += each.replace("-", "");
                if (each.contains("f") && i + 1 < words.size()) {
                    file = words.get(++i);
                }
            } else if (!each.startsWith("--")) {
                paths.add(each);
            }
        }
    }

    private void create() {
        var writer = new TarWriter();
        int code = 0;
        for (String each : paths) {
            String name = each.startsWith("/") ? each.replaceFirst("/+", "") : each;
            if (!name.equals(each)) {
                call.complain("removing leading '/' from member names");
            }
            try {
                writer.add(
                        name.isEmpty() ? "." : name,
                        call.files().get(FileTree.resolve(directory, each)));
            } catch (FileProblem problem) {
                call.complain(each + ": " + problem.why());
                code = 1;
            }
        }
        if (code != 0) {
            call.complain("error exit delayed from previous errors");
        }
        int ends = code;
        byte[] archive = writer.finish();
        if (file.equals("-")) {
            call.write(archive, () -> call.exit(ends));
        } else {
            call.files().write(call.path(file), archive, 0644, call.host().now().wall());
            call.exit(ends);
        }
    }

    private void extract(TarReader reader) {
        if (!file.equals("-")) {
            reader.read(call.files().read(call.path(file)));
            call.exit(0);
            return;
        }
        call.read(bytes -> {
            try {
                reader.read(bytes);
            } catch (FileProblem problem) {
                call.fail(1, problem.why());
                return;
            }
            if (bytes.length > 0) {
                extract(reader);
            } else if (reader.finished()) {
                call.exit(0);
            } else {
                call.fail(1, "short read");
            }
        });
    }

    private void take(TarReader.Entry entry) {
        if (letters.contains("t")) {
            call.line(entry.name());
            return;
        }
        String path = FileTree.resolve(directory, "./" + entry.name());
        var now = call.host().now().wall();
        if (letters.contains("v")) {
            call.line(entry.name());
        }
        if (entry.directory()) {
            call.files().makeDirectory(path, true, now);
        } else {
            call.files().makeDirectory(FileTree.resolve(path, ".."), true, now);
            call.files().write(path, entry.bytes(), entry.mode(), now);
        }
    }
}
