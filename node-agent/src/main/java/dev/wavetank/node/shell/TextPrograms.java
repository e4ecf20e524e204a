package dev.wavetank.node.shell;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// Programs that tell something, or wait.
final class TextPrograms {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static final Pattern SLEEP = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)([smhd]?)");

    private TextPrograms() {}

    static void echo(Call call) {
        var words = call.arguments();
        boolean newLine = true;
        boolean escapes = false;
        int from = 0;
        while (from < words.size() && words.get(from).matches("-[neE]+")) {
            newLine &= !words.get(from).contains("n");
            escapes |= words.get(from).contains("e");
            from++;
        }
        String text = String.join(" ", words.subList(from, words.size()));
        if (escapes) {
            text = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
        }
        call.print(newLine ? text + "\n" : text);
        call.exit(0);
    }

    static void date(Call call) {
        var now = call.host().now().wall();
        String format =
                call.arguments().stream()
                        .filter(each -> each.startsWith("+"))
                        .findFirst()
                        .orElse("");
        if (format.equals("+%s")) {
            call.line(Long.toString(now.getEpochSecond()));
        } else if (!format.isEmpty()) {
            var at = now.atOffset(ZoneOffset.UTC);
            call.line(
                    format.substring(1)
                            .replace("%F", "%Y-%m-%d")
                            .replace("%T", "%H:%M:%S")
                            .replace("%Y", two(at.getYear()))
                            .replace("%m", two(at.getMonthValue()))
                            .replace("%d", two(at.getDayOfMonth()))
                            .replace("%H", two(at.getHour()))
                            .replace("%M", two(at.getMinute()))
                            .replace("%S", two(at.getSecond()))
                            .replace("%Z", "UTC")
                            .replace("%s", Long.toString(now.getEpochSecond())));
        } else {
            call.line(DATE.format(now));
        }
        call.exit(0);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    static void hostname(Call call) {
        call.line(call.host().hostname());
        call.exit(0);
    }

    /// Whoever a container is modelled to run as: nothing here asks for permission.
    static void id(Call call) {
        call.line(
                switch (call.arguments().isEmpty() ? "" : call.arguments().getFirst()) {
                    case "-u", "-g" -> "0";
                    case "-un", "-gn" -> "root";
                    default -> "uid=0(root) gid=0(root) groups=0(root)";
                });
        call.exit(0);
    }

    static void whoami(Call call) {
        call.line("root");
        call.exit(0);
    }

    static void uname(Call call) {
        call.line(
                call.arguments().contains("-a")
                        ? "Linux " + call.host().hostname() + " wavetank simulated GNU/Linux"
                        : call.arguments().contains("-n") ? call.host().hostname() : "Linux");
        call.exit(0);
    }

    static void pwd(Call call) {
        call.line(call.situation().directory());
        call.exit(0);
    }

    static void ps(Call call) {
        call.line("PID   USER     TIME  COMMAND");
        for (var each : call.host().processes()) {
            call.line(
                    String.format(
                            Locale.ROOT, "%5d root      0:00 %s", each.pid(), each.command()));
        }
        call.exit(0);
    }

    static void sleep(Call call) {
        if (call.arguments().isEmpty()) {
            call.fail(1, "missing operand");
            return;
        }
        var total = Duration.ZERO;
        for (String each : call.arguments()) {
            if (each.equals("infinity")) {
                return;
            }
            var given = SLEEP.matcher(each);
            if (!given.matches()) {
                call.fail(1, "invalid number '" + each + "'");
                return;
            }
            long unit =
                    switch (given.group(2)) {
                        case "m" -> 60;
                        case "h" -> 3_600;
                        case "d" -> 86_400;
                        default -> 1;
                    };
            total =
                    total.plusMillis(
                            new BigDecimal(given.group(1))
                                    .multiply(BigDecimal.valueOf(unit))
                                    .movePointRight(3)
                                    .longValue());
        }
        call.after(total, () -> call.exit(0));
    }
}
