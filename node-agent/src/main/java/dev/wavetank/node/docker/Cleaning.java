package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Ends or removes much at once.
public final class Cleaning {
    private Cleaning() {}

    /// Removes all that a cluster has on an engine, whoever left it there.
    public static void removeAll(Engine engine, String cluster) {
        var client = engine.client();
        var listing = Listing.list(client, List.of(Labels.CLUSTER + "=" + cluster));
        each(listing.all(), entry -> Containers.remove(client, entry.id()));
        PodVolumes.removeAll(client, List.of(Labels.CLUSTER + "=" + cluster));
        engine.pause().removeIfUnused();
    }

    static void kill(DockerClient client, Listing listing) {
        each(
                listing.all().stream().filter(Listing.Entry::runs).toList(),
                entry -> Containers.kill(client, entry.id()));
    }

    /// Returns when all is done.
    private static void each(List<Listing.Entry> entries, Consumer<Listing.Entry> what) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            entries.forEach(each -> threads.execute(() -> what.accept(each)));
        }
    }
}
