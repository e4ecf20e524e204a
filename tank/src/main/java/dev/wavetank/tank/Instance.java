package dev.wavetank.tank;

import dev.wavetank.cluster.election.Elector;
import dev.wavetank.cluster.election.LeaderApi;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.function.BiFunction;

/// One of several instances of the scheduler or of the controller manager: its parts run while it
/// leads, all of them or none, and what they ask for is done only while it holds the lease.
final class Instance {
    private final String name;
    private final String lease;
    private final String reporter;
    private final SortedMap<String, Component.Part> parts;

    /// Counts the terms over all lives, so that none has the identity of another.
    private int terms;

    /// @param lease what the instances compete for
    /// @param reporter who tells of it in events
    /// @param parts by name
    Instance(String name, String lease, String reporter, SortedMap<String, Component.Part> parts) {
        this.name = name;
        this.lease = lease;
        this.reporter = reporter;
        this.parts = parts;
    }

    Component component() {
        return new Component(name, this::start);
    }

    private Component.Life start(World world, BiFunction<World, String, Api> connect) {
        var elector =
                Elector.start(
                        lease,
                        reporter,
                        () -> identity(world),
                        world,
                        connect.apply(world, name),
                        held -> lead(world, connect, held));
        return new Component.Life() {
            @Override
            public void close() {
                elector.close();
            }

            @Override
            public void stop(Runnable then) {
                elector.stop(() -> {
                    elector.close();
                    then.run();
                });
            }
        };
    }

    /// As upstream: the name of the host, and something that no other process has.
    private String identity(World world) {
        terms++;
        int unique = world.chance("identity " + terms).nextInt();
        return name + "_" + HexFormat.of().toHexDigits(unique);
    }

    private Runnable lead(World world, BiFunction<World, String, Api> connect, Expect.Holds held) {
        var leading = world.child("leading");
        var sessions = new ArrayList<Api>();
        parts.forEach((part, run) -> {
            var own = leading.child(part);
            var api = new LeaderApi(connect.apply(own, name + "/" + part), held);
            sessions.add(api);
            run.start(own, api);
        });
        return () -> {
            sessions.forEach(Api::close);
            leading.close();
        };
    }
}
