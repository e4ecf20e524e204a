package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeImages;
import dev.wavetank.scheduler.nodes.NodeTable;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.stream.Stream;

/// Prefers nodes that have a pod's images already, by their size. An image counts less the fewer
/// nodes have it, so that not all pods of a new image follow the first one to its node.
public final class ImageLocality implements ScorePlugin {
    /// Upstream's minThreshold, in bytes: images of less are as good as none.
    private static final long LEAST = 23L * 1024 * 1024;

    /// Upstream's maxContainerThreshold, in bytes: more of it for a container counts no more.
    private static final long MOST_PER_CONTAINER = 1000L * 1024 * 1024;

    @Override
    public String name() {
        return "ImageLocality";
    }

    @Override
    public @Nullable Scorer scorer(Pod pod, Demand demand, NodeTable nodes) {
        var images = nodes.images();
        int[] numbers =
                Stream.concat(
                                pod.spec().initContainers().stream(),
                                pod.spec().containers().stream())
                        .map(Container::image)
                        .mapToInt(image -> images.number(tagged(image)))
                        .toArray();
        if (Arrays.stream(numbers).allMatch(number -> number == NodeImages.NOWHERE)) {
            return null;
        }
        int total = nodes.order().length;
        long most = MOST_PER_CONTAINER * numbers.length;
        return row -> {
            long sum = 0;
            for (int number : numbers) {
                if (number != NodeImages.NOWHERE) {
                    double spread = (double) images.holders(number) / total;
                    sum += (long) (images.bytes(row, number) * spread);
                }
            }
            return Scale.MAX * (Math.clamp(sum, LEAST, most) - LEAST) / (most - LEAST);
        };
    }

    /// {@return an image's name as nodes tell it: with its tag}
    private static String tagged(String image) {
        return image.lastIndexOf(':') > image.lastIndexOf('/') ? image : image + ":latest";
    }
}
