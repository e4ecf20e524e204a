package dev.wavetank.node.simulated;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.Result;

import org.pcollections.TreePMap;

import java.time.Duration;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The images of a modelled node. Any name is an image; its first pull takes the profile's time,
/// later ones a tenth of it, and pulls of the same image at the same time are one.
final class Images {
    private static final long BYTES_LEAST = 20_000_000;
    private static final long BYTES_SPREAD = 180_000_000;

    private final World world;
    private final Runnable changed;
    private final TreeMap<String, Time> arriving = new TreeMap<>();
    private TreePMap<String, Long> present = TreePMap.empty();

    /// @param changed what to do when an image has come
    Images(World world, Runnable changed) {
        this.world = world;
        this.changed = changed;
    }

    TreePMap<String, Long> present() {
        return present;
    }

    void add(String image) {
        present = present.plus(image, bytes(image));
    }

    /// Forgets the pulls that are under way.
    void interrupt() {
        arriving.clear();
    }

    static String id(String image) {
        return image + "@sha256:" + Hashes.hex(image);
    }

    void pull(Command.Pull pull, Consumer<Result> then) {
        var profile = Profile.of(pull.pod().annotations(), pull.container(), false);
        Time now = world.now();
        Time underWay = arriving.get(pull.image());
        Time at =
                underWay != null && now.before(underWay)
                        ? underWay
                        : now.plus(takes(pull, profile));
        boolean fails = !profile.pullError().isEmpty();
        if (!fails) {
            arriving.put(pull.image(), at);
        }
        var took = at.since(now);
        world.after(
                "image pull",
                took,
                () -> {
                    if (fails) {
                        then.accept(new Result.Failed("ErrImagePull", profile.pullError()));
                        return;
                    }
                    arriving.remove(pull.image());
                    add(pull.image());
                    changed.run();
                    then.accept(
                            new Result.Pulled(id(pull.image()), bytes(pull.image()), took, took));
                });
    }

    private Duration takes(Command.Pull pull, Profile profile) {
        var full = profile.pullTime();
        var chance = world.chance("pull " + pull.image() + " for " + pull.pod().uid());
        return Jitter.on(present.containsKey(pull.image()) ? full.dividedBy(10) : full, chance);
    }

    private static long bytes(String image) {
        return BYTES_LEAST + Long.remainderUnsigned(Hashes.of(image), BYTES_SPREAD);
    }
}
