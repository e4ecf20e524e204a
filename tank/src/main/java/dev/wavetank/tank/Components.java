package dev.wavetank.tank;

import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// The parts of a cluster beside its API server, by name, and those of them that live.
///
/// May be asked to start and stop them anywhere; they do so in turns of the parts' World.
final class Components {
    private final World parts;
    private final Function<String, World> worlds;
    private final BiFunction<World, String, Api> connect;
    private final Consumer<String> crashed;
    private final TreeMap<String, Component> all = new TreeMap<>();
    private final TreeMap<String, Life> lives = new TreeMap<>();

    /// One life of a component.
    private record Life(World world, Component.Life held) {
        void close() {
            held.close();
            world.close();
        }
    }

    /// @param worlds makes the World of a life of the component of this name
    /// @param connect opens its session with the API server
    /// @param crashed hears the name of each that crashed
    Components(
            World parts,
            Function<String, World> worlds,
            BiFunction<World, String, Api> connect,
            Consumer<String> crashed) {
        this.parts = parts;
        this.worlds = worlds;
        this.connect = connect;
        this.crashed = crashed;
    }

    void add(Component component) {
        if (all.put(component.name(), component) != null) {
            throw new IllegalArgumentException("two components are called " + component.name());
        }
    }

    void remove(String name) {
        all.remove(name);
    }

    List<String> names() {
        return List.copyOf(all.keySet());
    }

    boolean alive(String name) {
        return lives.containsKey(name);
    }

    /// Begins a life; nothing when it is alive.
    ///
    /// @throws IllegalArgumentException naming the components there are
    void start(String name) {
        on(
                name,
                component -> {
                    if (!lives.containsKey(name)) {
                        var world = worlds.apply(name);
                        lives.put(name, new Life(world, component.start().start(world, connect)));
                    }
                });
    }

    /// Ends a life as a crash would; nothing when it is not alive.
    ///
    /// @throws IllegalArgumentException naming the components there are
    void crash(String name) {
        on(
                name,
                _ -> {
                    var life = lives.remove(name);
                    if (life != null) {
                        life.close();
                        crashed.accept(name);
                    }
                });
    }

    /// Ends a life in order, so that another instance may lead at once; nothing when it is not
    /// alive.
    ///
    /// @throws IllegalArgumentException naming the components there are
    void stop(String name) {
        on(
                name,
                _ -> {
                    var life = lives.get(name);
                    if (life != null) {
                        life.held()
                                .stop(() -> {
                                    life.world().close();
                                    lives.remove(name, life);
                                });
                    }
                });
    }

    private void on(String name, Consumer<Component> turn) {
        var component = all.get(name);
        if (component == null) {
            throw new IllegalArgumentException(
                    name + " is no component; there are " + all.keySet());
        }
        parts.post("operate " + name, () -> turn.accept(component));
    }
}
