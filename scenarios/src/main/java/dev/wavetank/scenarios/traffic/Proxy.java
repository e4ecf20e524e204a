package dev.wavetank.scenarios.traffic;

import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.injection.Components;
import dev.wavetank.tank.Resident;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// The proxy of a node, and the rules that it wrote into the node's kernel.
///
/// It knows Services and EndpointSlices through its session with the API server only, so it goes on
/// with what it last heard while it is cut off. The rules outlive a crash of the proxy and go with
/// the node's power.
final class Proxy implements Resident {
    /// kube-proxy's default for `minSyncPeriod`: rules are written at most once in this time.
    private static final Duration SYNC_MIN = Duration.ofSeconds(1);

    private final String node;
    private Rules rules;
    private boolean powered;

    Proxy(String node) {
        this.node = node;
        rules = Rules.none(node);
    }

    @Override
    public String name() {
        return Components.proxy(node);
    }

    String node() {
        return node;
    }

    /// {@return whether clients on this node can send anything}
    boolean powered() {
        return powered;
    }

    Rules rules() {
        return rules;
    }

    @Override
    public void start(World world, Api api) {
        powered = true;
        new Life(world).watch(api);
    }

    @Override
    public void powerLost() {
        powered = false;
        rules = Rules.none(node);
    }

    /// One life of the process.
    private final class Life {
        private final World world;
        private @Nullable Table<Service> services;
        private @Nullable Table<EndpointSlice> slices;
        private @Nullable Time synced;
        private boolean armed;

        Life(World world) {
            this.world = world;
        }

        void watch(Api api) {
            api.watch(
                    Query.all(Service.KIND),
                    notice -> {
                        Table<Service> table = table(notice);
                        if (table != null) {
                            services = table;
                            arrange();
                        }
                    });
            api.watch(
                    Query.all(EndpointSlice.KIND),
                    notice -> {
                        Table<EndpointSlice> table = table(notice);
                        if (table != null) {
                            slices = table;
                            arrange();
                        }
                    });
        }

        @SuppressWarnings("unchecked") // A watch of a kind tells of that kind.
        private static <R extends Resource> @Nullable Table<R> table(Notice notice) {
            return switch (notice) {
                case Notice.Snapshot(var table) -> (Table<R>) table;
                case Notice.Changes(var _, var table) -> (Table<R>) table;
                // It goes on with what it knows; a snapshot follows.
                case Notice.Progress _, Notice.Lost _ -> null;
            };
        }

        private void arrange() {
            if (armed || services == null || slices == null) {
                return;
            }
            var wait = synced == null ? Duration.ZERO : SYNC_MIN.minus(world.now().since(synced));
            if (wait.isPositive()) {
                armed = true;
                world.after("sync rules", wait, this::sync);
            } else {
                sync();
            }
        }

        private void sync() {
            armed = false;
            synced = world.now();
            if (services != null && slices != null) {
                rules = Rules.of(node, services, slices);
            }
        }
    }
}
