package dev.wavetank.node.shell;

/// `env` and `printenv`.
final class Env {
    private Env() {}

    /// Shows the variables, or runs a program with more of them.
    static void run(Call call) {
        var inner = call.situation().copy();
        int at = 0;
        while (at < call.arguments().size() && call.arguments().get(at).indexOf('=') > 0) {
            String each = call.arguments().get(at++);
            int equals = each.indexOf('=');
            inner.variables().put(each.substring(0, equals), each.substring(equals + 1));
        }
        if (at == call.arguments().size()) {
            inner.variables().forEach((name, value) -> call.line(name + "=" + value));
            call.exit(0);
            return;
        }
        var words = call.arguments().subList(at, call.arguments().size());
        var program = Programs.find(words.getFirst());
        if (program == null) {
            call.fail(
                    Runner.NOT_FOUND,
                    "can't execute '" + words.getFirst() + "': No such file or directory");
        } else {
            program.run(new Call(words, inner, call.in(), call.out(), call.err(), call::exit));
        }
    }

    static void print(Call call) {
        if (call.arguments().isEmpty()) {
            run(call);
            return;
        }
        int code = 0;
        for (String name : call.arguments()) {
            String value = call.situation().variables().get(name);
            if (value == null) {
                code = 1;
            } else {
                call.line(value);
            }
        }
        call.exit(code);
    }
}
