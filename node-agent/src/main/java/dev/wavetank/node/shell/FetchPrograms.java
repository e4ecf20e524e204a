package dev.wavetank.node.shell;

import dev.wavetank.node.files.FileProblem;
import dev.wavetank.node.shell.Host.Fetched;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// `wget` and `curl`: they ask the modelled apps and word what goes wrong as busybox's and the real
/// one do.
final class FetchPrograms {
    private FetchPrograms() {}

    /// What both are asked for.
    private static final class Wish {
        @Nullable String url;
        boolean quiet;
        boolean fail;
        boolean head;
        String output = "";
        @Nullable Duration timeout;
    }

    static void wget(Call call) {
        var wish = new Wish();
        var words = call.arguments();
        for (int i = 0; i < words.size(); i++) {
            String each = words.get(i);
            if (each.equals("-T") || each.startsWith("--timeout=")) {
                wish.timeout = seconds(each.equals("-T") ? next(words, ++i) : each.substring(10));
            } else if (each.matches("-[a-zA-Z]*O")) {
                wish.quiet |= each.contains("q");
                wish.output = next(words, ++i);
            } else if (each.matches("-[a-zA-Z]*O.+")) {
                wish.quiet |= each.substring(0, each.indexOf('O')).contains("q");
                wish.output = each.substring(each.indexOf('O') + 1);
            } else if (each.equals("-q") || each.equals("--quiet")) {
                wish.quiet = true;
            } else if (!each.startsWith("-")) {
                wish.url = each;
            }
        }
        var url = wish.url == null ? null : Url.of(wish.url);
        if (url == null) {
            call.fail(1, wish.url == null ? "missing URL" : "bad address '" + wish.url + "'");
            return;
        }
        if (wish.timeout != null) {
            call.after(wish.timeout, () -> call.fail(1, "download timed out"));
        }
        call.fetch(url, fetched -> wgot(call, wish, url, fetched));
    }

    private static void wgot(Call call, Wish wish, Url url, Fetched fetched) {
        switch (fetched) {
            case Fetched.Unknown() -> call.fail(1, "bad address '" + place(url) + "'");
            case Fetched.Refused(var address) -> {
                connecting(call, wish, url, address);
                call.fail(
                        1,
                        "can't connect to remote host ("
                                + address.replaceFirst(":.*", "")
                                + "): Connection refused");
            }
            case Fetched.Answered(var status, var reason, var body) -> {
                connecting(call, wish, url, url.host() + ":" + url.port());
                if (status >= 400) {
                    call.fail(1, "server returned error: HTTP/1.1 " + status + " " + reason);
                } else if (wish.output.equals("-")) {
                    call.print(body);
                    call.exit(0);
                } else {
                    save(call, wish.output.isEmpty() ? fileName(url) : wish.output, body);
                }
            }
        }
    }

    private static void connecting(Call call, Wish wish, Url url, String address) {
        if (!wish.quiet) {
            call.err()
                    .write(
                            ("Connecting to " + place(url) + " (" + address + ")\n")
                                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String place(Url url) {
        return url.host() + (url.port() == 80 || url.port() == 443 ? "" : ":" + url.port());
    }

    private static String fileName(Url url) {
        String name = url.path().substring(url.path().lastIndexOf('/') + 1);
        return name.isEmpty() ? "index.html" : name;
    }

    private static void save(Call call, String file, String body) {
        try {
            call.files()
                    .write(
                            call.path(file),
                            body.getBytes(StandardCharsets.UTF_8),
                            0644,
                            call.host().now().wall());
            call.exit(0);
        } catch (FileProblem problem) {
            call.fail(1, "can't open '" + file + "': " + problem.why());
        }
    }

    static void curl(Call call) {
        var wish = new Wish();
        var words = call.arguments();
        for (int i = 0; i < words.size(); i++) {
            String each = words.get(i);
            if (List.of("-m", "--max-time", "--connect-timeout").contains(each)) {
                wish.timeout = seconds(next(words, ++i));
            } else if (List.of("-o", "--output").contains(each)) {
                wish.output = next(words, ++i);
            } else if (List.of("-H", "--header", "-X", "--request", "-d", "--data")
                    .contains(each)) {
                i++;
            } else if (each.startsWith("--")) {
                wish.quiet |= each.equals("--silent");
                wish.fail |= each.equals("--fail");
                wish.head |= each.equals("--head");
            } else if (each.startsWith("-")) {
                wish.quiet |= each.contains("s") && !each.contains("S");
                wish.fail |= each.contains("f");
                wish.head |= each.contains("I");
            } else {
                wish.url = each;
            }
        }
        var url = wish.url == null ? null : Url.of(wish.url);
        if (url == null) {
            call.fail(
                    2,
                    wish.url == null
                            ? "try 'curl --help' for more information"
                            : "(3) URL rejected: " + wish.url);
            return;
        }
        if (wish.timeout != null) {
            call.after(wish.timeout, () -> complain(call, wish, 28, "Connection timed out"));
        }
        call.fetch(url, fetched -> curled(call, wish, url, fetched));
    }

    private static void curled(Call call, Wish wish, Url url, Fetched fetched) {
        switch (fetched) {
            case Fetched.Unknown() ->
                    complain(call, wish, 6, "Could not resolve host: " + url.host());
            case Fetched.Refused _ ->
                    complain(
                            call,
                            wish,
                            7,
                            "Failed to connect to "
                                    + url.host()
                                    + " port "
                                    + url.port()
                                    + ": Connection refused");
            case Fetched.Answered(var status, var reason, var body) -> {
                if (wish.fail && status >= 400) {
                    complain(call, wish, 22, "The requested URL returned error: " + status);
                } else if (wish.head) {
                    call.line("HTTP/1.1 " + status + " " + reason + "\r");
                    call.exit(0);
                } else if (!wish.output.isEmpty() && !wish.output.equals("-")) {
                    if (wish.output.equals("/dev/null")) {
                        call.exit(0);
                    } else {
                        save(call, wish.output, body);
                    }
                } else {
                    call.print(body);
                    call.exit(0);
                }
            }
        }
    }

    private static void complain(Call call, Wish wish, int code, String why) {
        if (!wish.quiet) {
            call.complain("(" + code + ") " + why);
        }
        call.exit(code);
    }

    private static String next(List<String> words, int at) {
        return at < words.size() ? words.get(at) : "";
    }

    private static @Nullable Duration seconds(String text) {
        return text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?")
                ? Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue())
                : null;
    }
}
