package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Pod;

import java.util.List;

/// Answers `/exec`, `/attach` and `/portforward`: what is wrong before anybody asked the node is
/// said in HTTP, all else on the stream, as upstream's translator of WebSockets has it.
final class StreamRequests {
    private final Reads reads;
    private final Streams streams;

    StreamRequests(Reads reads, Streams streams) {
        this.reads = reads;
        this.streams = streams;
    }

    void exec(Call call) {
        var request = call.request();
        var pod = bound(call);
        String container = ContainerChoice.of(pod, request.parameter("container"));
        var command = request.query().getOrDefault("command", List.of());
        if (command.isEmpty()) {
            throw new Rejection(
                    Failure.badRequest("you must specify at least one command for the container"));
        }
        boolean tty = request.flag("tty");
        var wants = wants(request, tty);
        call.answer(
                Answers.upgraded(
                        new Upgrade.Program(
                                protocol(request, StreamProtocols.PROGRAM),
                                wants.stdin(),
                                wants.stdout(),
                                wants.stderr(),
                                streams.exec(pod, container, command, wants.stdin(), tty))));
    }

    void attach(Call call) {
        var request = call.request();
        var pod = bound(call);
        String container = ContainerChoice.of(pod, request.parameter("container"));
        boolean tty = request.flag("tty");
        var wants = wants(request, tty);
        call.answer(
                Answers.upgraded(
                        new Upgrade.Program(
                                protocol(request, StreamProtocols.PROGRAM),
                                wants.stdin(),
                                wants.stdout(),
                                wants.stderr(),
                                streams.attach(pod, container, wants.stdin(), tty))));
    }

    void forward(Call call) {
        var pod = bound(call);
        String protocol = protocol(call.request(), StreamProtocols.PORTS);
        boolean any = protocol.equals(StreamProtocols.PORTS.getFirst());
        int one = any ? 0 : port(call.request());
        call.answer(
                Answers.upgraded(
                        any
                                ? new Upgrade.Ports(
                                        protocol,
                                        pod.meta().name(),
                                        port -> streams.connect(pod, port))
                                : new Upgrade.Port(protocol, one, streams.connect(pod, one))));
    }

    /// {@return the port that the query names}
    private static int port(Request request) {
        var given = request.query().getOrDefault("ports", List.of());
        if (given.size() != 1) {
            throw new Rejection(
                    Failure.badRequest(
                            given.isEmpty()
                                    ? "query parameter \"ports\" is required"
                                    : "one port can be forwarded by a WebSocket of this protocol,"
                                            + " found "
                                            + given));
        }
        String text = given.getFirst();
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new Rejection(
                    Failure.badRequest("query parameter \"ports\" is not a port: " + text));
        }
        return port;
    }

    private Pod bound(Call call) {
        var pod = (Pod) reads.stored(call.route());
        if (pod.spec().nodeName().isEmpty()) {
            throw new Rejection(
                    Failure.badRequest(
                            "pod " + pod.meta().name() + " does not have a host assigned"));
        }
        return pod;
    }

    private record Wants(boolean stdin, boolean stdout, boolean stderr) {}

    private static Wants wants(Request request, boolean tty) {
        var wants =
                new Wants(
                        request.flag("stdin"),
                        // Upstream's defaults of PodExecOptions and PodAttachOptions.
                        !request.query().containsKey("stdout") || request.flag("stdout"),
                        !tty && (!request.query().containsKey("stderr") || request.flag("stderr")));
        if (!wants.stdin() && !wants.stdout() && !wants.stderr()) {
            throw new Rejection(
                    Failure.badRequest("you must specify at least 1 of stdin, stdout, stderr"));
        }
        return wants;
    }

    /// {@return the first of the client's protocols that is spoken here}
    private static String protocol(Request request, List<String> spoken) {
        if (!StreamProtocols.asked(request)) {
            throw new Rejection(
                    Failure.badRequest(
                            request.header("upgrade").isEmpty()
                                    ? "Upgrade request required"
                                    : "only WebSockets are spoken here, found an upgrade to "
                                            + request.header("upgrade")
                                            + ": kubectl 1.31 and newer use them unless"
                                            + " KUBECTL_REMOTE_COMMAND_WEBSOCKETS or"
                                            + " KUBECTL_PORT_FORWARD_WEBSOCKETS is false"));
        }
        var offered = StreamProtocols.offered(request);
        for (String each : offered) {
            if (spoken.contains(each)) {
                return each;
            }
        }
        throw new Rejection(
                Failure.badRequest(
                        "requested protocol(s) are not supported: "
                                + offered
                                + "; supports "
                                + spoken));
    }
}
