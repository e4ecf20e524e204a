package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.core.NameParser;

import dev.wavetank.node.runtime.Result;

import org.pcollections.TreePMap;

import java.time.Duration;
import java.util.Objects;

/// The engine's images.
final class Images {
    private final DockerClient client;

    Images(DockerClient client) {
        this.client = client;
    }

    /// {@return those that are there, by each of their names, with their sizes in bytes}
    TreePMap<String, Long> present() {
        TreePMap<String, Long> present = TreePMap.empty();
        for (var image : client.listImagesCmd().exec()) {
            long bytes = Objects.requireNonNullElse(image.getSize(), 0L);
            for (String[] names : new String[][] {image.getRepoTags(), image.getRepoDigests()}) {
                for (String name : names == null ? new String[0] : names) {
                    if (!name.startsWith("<none>")) {
                        present = present.plus(name, bytes);
                    }
                }
            }
        }
        return present;
    }

    /// Fetches an image from its registry; returns when it is there.
    Result pull(String image) {
        long began = System.nanoTime();
        try {
            var name = NameParser.parseRepositoryTag(image);
            client.pullImageCmd(name.repos)
                    .withTag(name.tag.isEmpty() ? "latest" : name.tag)
                    .exec(new PullImageResultCallback())
                    .awaitCompletion();
            var found = client.inspectImageCmd(image).exec();
            var took = Duration.ofNanos(System.nanoTime() - began);
            return new Result.Pulled(
                    Objects.requireNonNullElse(found.getId(), ""),
                    Objects.requireNonNullElse(found.getSize(), 0L),
                    took,
                    took);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new Result.Failed("ErrImagePull", "the node is shutting down");
        } catch (BadRequestException malformed) {
            return new Result.Failed(
                    "InvalidImageName",
                    "Failed to apply default image tag \""
                            + image
                            + "\": couldn't parse image name \""
                            + image
                            + "\": "
                            + EngineErrors.message(malformed));
        } catch (RuntimeException failed) {
            return new Result.Failed(
                    "ErrImagePull", "Error response from daemon: " + EngineErrors.message(failed));
        }
    }
}
