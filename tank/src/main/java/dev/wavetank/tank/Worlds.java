package dev.wavetank.tank;

import dev.wavetank.cluster.world.World;

/// Where a tank lives: the API server's World and that of all other parts.
///
/// In virtual time both are parts of one run. On the wall clock they may run on threads of their
/// own, since the parts speak to each other only through the API.
///
/// @param server the API server's
/// @param parts that of scheduler, controllers and nodes
public record Worlds(World server, World parts) {
    /// {@return both as children of one root}
    public static Worlds in(World root) {
        return new Worlds(root, root);
    }
}
