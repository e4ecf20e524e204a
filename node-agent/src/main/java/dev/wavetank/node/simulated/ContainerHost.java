package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.config.Environment;
import dev.wavetank.node.files.FileTree;
import dev.wavetank.node.network.App;
import dev.wavetank.node.network.Names;
import dev.wavetank.node.network.Reach;
import dev.wavetank.node.shell.Host;
import dev.wavetank.node.shell.Url;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One modelled container as a program in it finds it.
///
/// @param terminal whether the program was started with one
/// @param listed what runs in the container
record ContainerHost(
        World world,
        Neighbourhood neighbourhood,
        Pod pod,
        SortedMap<String, String> environment,
        FileTree files,
        boolean terminal,
        Supplier<List<Running>> listed)
        implements Host {
    @Override
    public String hostname() {
        return Environment.hostname(pod);
    }

    @Override
    public List<Running> processes() {
        return listed.get();
    }

    @Override
    public Time now() {
        return world.now();
    }

    @Override
    public World.Cancellable after(Duration delay, Runnable turn) {
        return world.after("program", delay, turn);
    }

    @Override
    public void fetch(Url url, Consumer<Fetched> then) {
        switch (new Names(neighbourhood.cluster(), pod).find(url.host(), url.port())) {
            case Reach.NoName() -> later(then, new Fetched.Unknown());
            case Reach.Nobody(var ip) -> later(then, new Fetched.Refused(ip + ":" + url.port()));
            case Reach.Silence() -> {}
            case Reach.Pods(var ip, var targets) -> {
                // Who is next depends on the moment only, so that a replay is the same.
                int turn =
                        Math.floorMod(
                                Hashes.of(world.now().nanos() + " " + pod.meta().uid()),
                                targets.size());
                ask(url, ip, targets.get(turn), then);
            }
        }
    }

    private void ask(Url url, String ip, Reach.Target target, Consumer<Fetched> then) {
        var to = target.pod();
        switch (neighbourhood.connect(to.spec().nodeName(), to.meta().uid(), target.port())) {
            case SILENT -> {}
            case REFUSED -> later(then, new Fetched.Refused(ip + ":" + url.port()));
            case SERVED -> {
                var page = app(to).answer("GET", url.path());
                later(then, new Fetched.Answered(page.status(), page.reason(), page.body()));
            }
        }
    }

    static App app(Pod pod) {
        return new App(pod.meta().namespace() + "/" + pod.meta().name(), pod.spec().nodeName());
    }

    private void later(Consumer<Fetched> then, Fetched fetched) {
        world.post("answer", () -> then.accept(fetched));
    }
}
