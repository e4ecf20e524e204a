package dev.wavetank.node.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.files.FileTree;
import dev.wavetank.node.files.Node;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What people type into a simulated container, and what they read.
final class ShellTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualWorld world = new VirtualWorld(3, START, Trace.NONE);
    private final FileTree files =
            new FileTree(
                    new Node.Directory(false, START),
                    new TreeMap<>(Map.of("/etc/app", new Node.Directory(true, START))));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Ending> endings = new ArrayList<>();
    private boolean takes = true;

    private record Box(VirtualWorld clock, FileTree files, boolean terminal) implements Host {
        @Override
        public String hostname() {
            return "box";
        }

        @Override
        public SortedMap<String, String> environment() {
            return new TreeMap<>(Map.of("COLOUR", "blue", "EMPTY", ""));
        }

        @Override
        public List<Running> processes() {
            return List.of(new Running(1, "app"));
        }

        @Override
        public Time now() {
            return clock.now();
        }

        @Override
        public World.Cancellable after(Duration delay, Runnable turn) {
            return clock.after("program", delay, turn);
        }

        @Override
        public void fetch(Url url, Consumer<Fetched> then) {
            switch (url.host()) {
                case "web" -> then.accept(new Fetched.Answered(200, "OK", "hello " + url.path()));
                case "bad" -> then.accept(new Fetched.Answered(404, "Not Found", "no"));
                case "shut" -> then.accept(new Fetched.Refused("10.96.0.7:80"));
                case "mute" -> {}
                default -> then.accept(new Fetched.Unknown());
            }
        }
    }

    private Session session(boolean stdin, boolean tty, String... argv) {
        var session = new Session(world, new Box(world, files, tty), List.of(argv), stdin, _ -> {});
        session.begin(output -> {
            switch (output) {
                case Output.Bytes(var error, var bytes) -> {
                    (error ? err : out).writeBytes(bytes);
                    if (takes) {
                        session.tell(new Input.Taken(bytes.length));
                    }
                }
                case Output.Taken _ -> {}
                case Output.Ended(var how) -> endings.add(how);
            }
        });
        world.run(Duration.ofMillis(1));
        return session;
    }

    private String run(String script) {
        out.reset();
        err.reset();
        endings.clear();
        session(false, false, "sh", "-c", script);
        return out.toString(StandardCharsets.UTF_8);
    }

    private int code() {
        return ((Ending.Exited) endings.getFirst()).code();
    }

    private static Input type(String text) {
        return new Input.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void commandsFollowEachOtherAsTheirConnectorsSay() {
        assertThat(run("echo a; false && echo b || echo c; true && echo d")).isEqualTo("a\nc\nd\n");
        assertThat(run("exit 3; echo never")).isEmpty();
        assertThat(code()).isEqualTo(3);
        run("nothing-like-this");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("sh: nothing-like-this: not found\n");
        assertThat(code()).isEqualTo(127);
    }

    @Test
    void variablesAndQuotesAreThoseOfAShell() {
        assertThat(run("echo $COLOUR '$COLOUR' \"<$COLOUR>\" ${NONE:-red} [$EMPTY] \\$x"))
                .isEqualTo("blue $COLOUR <blue> red [] $x\n");
        assertThat(run("X='a  b'; echo $X; echo \"$X\"; false; echo $?"))
                .isEqualTo("a b\na  b\n1\n");
    }

    @Test
    void whatTheShellCannotDoItSaysAndDoesNothing() {
        assertThat(run("echo a | cat")).isEmpty();
        assertThat(code()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"|\"");
        assertThat(run("echo $(date)")).isEmpty();
        assertThat(run("for i in 1 2; do echo $i; done")).isEmpty();
    }

    @Test
    void filesCanBeWrittenReadListedAndRemovedButNotWhatIsMounted() {
        assertThat(
                        run(
                                "mkdir -p /tmp/a && echo one > /tmp/a/x && echo two >> /tmp/a/x"
                                        + " && cat /tmp/a/x && cd /tmp && ls a && rm -r a && ls"))
                .isEqualTo("one\ntwo\nx\n");
        run("echo no > /etc/app/x");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("sh: can't create /etc/app/x: Read-only file system\n");
        run("cat /none");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("cat: can't open '/none': No such file or directory\n");
    }

    @Test
    void wgetAndCurlWordWhatGoesWrong() {
        assertThat(run("wget -qO- http://web/x")).isEqualTo("hello /x");
        run("wget -qO- bad");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("wget: server returned error: HTTP/1.1 404 Not Found\n");
        run("wget -qO- shut");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("wget: can't connect to remote host (10.96.0.7): Connection refused\n");
        run("curl nowhere");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("curl: (6) Could not resolve host: nowhere\n");
        assertThat(code()).isEqualTo(6);
        run("wget -qO- -T 5 mute");
        assertThat(endings).isEmpty();
        world.run(Duration.ofSeconds(5));
        assertThat(code()).isEqualTo(1);
    }

    @Test
    void aTerminalShowsWhatIsTypedAndCtrlCEndsTheProgramNotTheShell() {
        var session = session(true, true, "sh");
        session.tell(type("echp\u007fo hi\r"));
        world.run(Duration.ofMillis(1));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("/ # echp\b \bo hi\r\nhi\r\n/ # ");
        session.tell(type("sleep 100\r"));
        world.run(Duration.ofSeconds(1));
        session.tell(type("\u0003"));
        world.run(Duration.ofMillis(1));
        session.tell(type("echo $?\r"));
        world.run(Duration.ofSeconds(1));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("^C\r\n/ # ").contains("130\r\n");
        session.tell(type("\u0004"));
        world.run(Duration.ofMillis(1));
        assertThat(code()).isZero();
    }

    @Test
    void aCallerThatTakesNothingHoldsTheProgramUp() {
        files.write("/big", new byte[1 << 20], 0644, START);
        takes = false;
        var session = session(false, false, "cat", "/big");
        assertThat(out.size()).isBetween(256 << 10, 320 << 10);
        assertThat(endings).isEmpty();
        takes = true;
        session.tell(new Input.Taken(out.size()));
        world.run(Duration.ofMillis(10));
        assertThat(out.size()).isEqualTo(1 << 20);
        assertThat(code()).isZero();
    }

    @Test
    void archivesGoInAndComeOut() {
        files.write("/in", "content".getBytes(StandardCharsets.UTF_8), 0755, START);
        files.makeDirectory("/to", false, START);
        session(false, false, "tar", "cf", "-", "/in");
        var archive = out.toByteArray();
        out.reset();
        endings.clear();
        var session = session(true, false, "tar", "-xmf", "-", "-C", "/to");
        // In odd pieces, as networks deliver them.
        for (int at = 0; at < archive.length; at += 300) {
            session.tell(
                    new Input.Bytes(
                            Arrays.copyOfRange(archive, at, Math.min(archive.length, at + 300))));
        }
        session.tell(new Input.End());
        world.run(Duration.ofMillis(10));
        assertThat(code()).isZero();
        assertThat(run("ls -l /to; cat /to/in")).contains("-rwxr-xr-x").endsWith("content");
    }

    @Test
    void aWriteBeyondWhatFitsIsRefused() {
        assertThat(
                        catchThrowable(() ->
                                files.write(
                                        "/x", new byte[(int) FileTree.SIZE_MAX + 1], 0644, START)))
                .hasMessage("No space left on device");
    }
}
