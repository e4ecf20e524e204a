package dev.wavetank.node.shell;

/// The shell: `sh -c script`, `sh file`, or line by line with a prompt if there is a terminal.
final class Sh {
    private final Call call;
    private final Lines lines;
    private final Situation situation;
    private final Runner runner;
    private final boolean prompts;

    private Sh(Call call, boolean interactive) {
        this.call = call;
        lines = new Lines(call.in());
        situation = call.situation().copy();
        runner = new Runner(situation, lines, call.out(), call.err());
        prompts = interactive;
        call.runsBy(runner);
    }

    static void run(Call call) {
        String script = null;
        boolean interactive = call.situation().host().terminal();
        for (int i = 0; i < call.arguments().size(); i++) {
            String each = call.arguments().get(i);
            if (each.startsWith("-") && each.endsWith("c")) {
                if (i + 1 >= call.arguments().size()) {
                    call.fail(2, "-c requires an argument");
                    return;
                }
                script = call.arguments().get(i + 1);
                break;
            } else if (!each.startsWith("-")) {
                script = FilePrograms.text(call, each);
                if (script == null) {
                    return;
                }
                break;
            } else if (each.equals("-i")) {
                interactive = true;
            }
        }
        var shell = new Sh(call, interactive && script == null);
        if (script == null) {
            shell.nextLine();
        } else {
            shell.runner.run(script, call::exit);
        }
    }

    private void nextLine() {
        if (prompts) {
            call.print(situation.directory() + " # ");
        }
        lines.line(line -> {
            if (line == null) {
                call.print(prompts ? "\n" : "");
                call.exit(situation.lastCode);
            } else {
                runner.run(line, this::ran);
            }
        });
    }

    private void ran(int code) {
        if (runner.exited()) {
            call.exit(code);
        } else {
            // In a turn of its own, so that a long script needs no deep stack.
            call.after(java.time.Duration.ZERO, this::nextLine);
        }
    }
}
