package dev.wavetank.node.shell;

import dev.wavetank.node.files.FileProblem;
import dev.wavetank.node.files.Node;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// `test` and `[`: about files, texts and numbers.
final class Test {
    private Test() {}

    static void run(Call call) {
        List<String> words = call.arguments();
        if (call.name().equals("[")) {
            if (words.isEmpty() || !words.getLast().equals("]")) {
                call.fail(2, "missing ]");
                return;
            }
            words = words.subList(0, words.size() - 1);
        }
        boolean not = !words.isEmpty() && words.getFirst().equals("!");
        var holds = holds(call, not ? words.subList(1, words.size()) : words);
        if (holds == null) {
            call.fail(2, "unknown operand: " + String.join(" ", words));
        } else {
            call.exit(holds != not ? 0 : 1);
        }
    }

    private static @Nullable Boolean holds(Call call, List<String> words) {
        return switch (words.size()) {
            case 0 -> false;
            case 1 -> !words.getFirst().isEmpty();
            case 2 -> one(call, words.getFirst(), words.getLast());
            case 3 -> two(words.getFirst(), words.get(1), words.getLast());
            default -> null;
        };
    }

    private static @Nullable Boolean one(Call call, String operator, String value) {
        return switch (operator) {
            case "-z" -> value.isEmpty();
            case "-n" -> !value.isEmpty();
            case "-e", "-r", "-w" -> find(call, value) != null;
            case "-d" -> find(call, value) instanceof Node.Directory;
            case "-f" -> find(call, value) instanceof Node.Regular;
            case "-x" -> executable(find(call, value));
            case "-s" -> find(call, value) instanceof Node.Regular file && file.bytes().length > 0;
            default -> null;
        };
    }

    private static boolean executable(@Nullable Node node) {
        return node != null && (node.mode() & 0111) != 0;
    }

    private static @Nullable Node find(Call call, String path) {
        try {
            return call.files().find(call.path(path));
        } catch (FileProblem notThere) {
            return null;
        }
    }

    private static @Nullable Boolean two(String left, String operator, String right) {
        switch (operator) {
            case "=", "==" -> {
                return left.equals(right);
            }
            case "!=" -> {
                return !left.equals(right);
            }
            default -> {}
        }
        if (!left.matches("-?[0-9]{1,18}") || !right.matches("-?[0-9]{1,18}")) {
            return null;
        }
        int order = Long.compare(Long.parseLong(left), Long.parseLong(right));
        return switch (operator) {
            case "-eq" -> order == 0;
            case "-ne" -> order != 0;
            case "-lt" -> order < 0;
            case "-le" -> order <= 0;
            case "-gt" -> order > 0;
            case "-ge" -> order >= 0;
            default -> null;
        };
    }
}
