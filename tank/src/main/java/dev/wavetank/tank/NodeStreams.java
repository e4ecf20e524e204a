package dev.wavetank.tank;

import dev.wavetank.apiserver.requests.Streams;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerRuntime;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Opens the way into containers: what the API server's `/exec`, `/attach` and `/portforward` get
/// from a kubelet upstream. All that go through one kubelet break off with it.
final class NodeStreams implements Streams {
    private final World server;
    private final World parts;
    private final Function<String, @Nullable ContainerRuntime> runtimes;
    private final Set<Crossing> open = new LinkedHashSet<>();

    /// Set in turns of the server's World: one that nobody streamed from has nothing to break off.
    private boolean used;

    /// @param runtimes the containers of a node by its name; null when it is off or unknown
    NodeStreams(World server, World parts, Function<String, @Nullable ContainerRuntime> runtimes) {
        this.server = server;
        this.parts = parts;
        this.runtimes = runtimes;
    }

    @Override
    public Conversation exec(
            Pod pod, String container, List<String> command, boolean stdin, boolean tty) {
        return crossing(pod, new Command.Exec(pod.meta().uid(), container, command, stdin, tty));
    }

    @Override
    public Conversation attach(Pod pod, String container, boolean stdin, boolean tty) {
        return crossing(pod, new Command.Attach(pod.meta().uid(), container, stdin, tty));
    }

    @Override
    public Conversation connect(Pod pod, int port) {
        return crossing(pod, new Command.Connect(pod.meta().uid(), port));
    }

    private Conversation crossing(Pod pod, Command command) {
        used = true;
        return new Crossing(this, pod, command);
    }

    World server() {
        return server;
    }

    World parts() {
        return parts;
    }

    /// {@return the containers of a node; in turns of the parts' World}
    @Nullable ContainerRuntime runtime(String node) {
        return runtimes.apply(node);
    }

    /// In turns of the parts' World.
    void opened(Crossing crossing) {
        open.add(crossing);
    }

    void ended(Crossing crossing) {
        open.remove(crossing);
    }

    /// Breaks off what goes through an agent that has ended; in a turn of the parts' World.
    void agentLost(String agent) {
        breakOff(
                crossing -> Machine.agentName(crossing.node()).equals(agent),
                crossing -> "the agent of node " + crossing.node() + " went away");
    }

    /// Breaks everything off; in a turn of the server's World.
    void serverLost() {
        if (used) {
            parts.post("streams end", () -> breakOff(_ -> true, _ -> "the API server went away"));
        }
    }

    private void breakOff(Predicate<Crossing> which, Function<Crossing, String> why) {
        open.stream()
                .filter(which)
                .toList()
                .forEach(crossing -> crossing.breakOff(why.apply(crossing)));
    }
}
