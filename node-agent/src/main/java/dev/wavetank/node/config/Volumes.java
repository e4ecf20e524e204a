package dev.wavetank.node.config;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.node.files.FileProblem;
import dev.wavetank.node.files.FileTree;
import dev.wavetank.node.files.Node;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The volumes that a container mounts, with what is in them.
///
/// ConfigMaps, Secrets, projections and the downward API are read-only and as the cluster has them
/// now; all other volumes are directories that last as long as the pod.
public final class Volumes {
    private final Pod pod;
    private final Container container;
    private final Configuration configuration;
    private final Instant since;
    private final Function<String, Node.Directory> scratch;

    private Volumes(
            Pod pod,
            Container container,
            ClusterState cluster,
            Instant since,
            Function<String, Node.Directory> scratch) {
        this.pod = pod;
        this.container = container;
        configuration = new Configuration(cluster, pod.meta().namespace());
        this.since = since;
        this.scratch = scratch;
    }

    /// {@return files and directories by the path at which a container sees them}
    ///
    /// @param since when they were made, for `ls -l`
    /// @param scratch the directory of a volume that lasts as long as the pod, by its name
    public static SortedMap<String, Node> of(
            Pod pod,
            Container container,
            ClusterState cluster,
            Instant since,
            Function<String, Node.Directory> scratch) {
        var volumes = new Volumes(pod, container, cluster, since, scratch);
        var mounts = new TreeMap<String, Node>();
        for (Json each : container.rest().array("volumeMounts")) {
            if (each instanceof Json.Obj mount) {
                Node node = volumes.mounted(mount);
                if (node != null) {
                    mounts.put(FileTree.resolve("/", mount.text("mountPath")), node);
                }
            }
        }
        return Collections.unmodifiableSortedMap(mounts);
    }

    /// {@return what is in a volume of configuration; resources are those of the container that it
    /// names, else of the first}
    ///
    /// @param volume one of the pod's
    public static Node.Directory content(
            Pod pod, Json.Obj volume, ClusterState cluster, Instant since) {
        return new Volumes(
                        pod,
                        pod.spec().containers().getFirst(),
                        cluster,
                        since,
                        _ -> new Node.Directory(true, since))
                .directory(volume);
    }

    private @Nullable Node mounted(Json.Obj mount) {
        for (Json each : pod.spec().rest().array("volumes")) {
            if (each instanceof Json.Obj volume && volume.text("name").equals(mount.text("name"))) {
                var directory = directory(volume);
                String below = mount.text("subPath");
                return below.isEmpty() ? directory : part(directory, below);
            }
        }
        return null;
    }

    /// {@return what is at a path within a volume; a directory is made if nothing is}
    private @Nullable Node part(Node.Directory directory, String below) {
        var tree = new FileTree(directory, new TreeMap<>());
        try {
            String path = FileTree.resolve("/", below);
            if (tree.find(path) == null) {
                tree.makeDirectory(path, true, since);
            }
            return tree.find(path);
        } catch (FileProblem readOnly) {
            return null;
        }
    }

    private Node.Directory directory(Json.Obj volume) {
        if (volume.has("configMap")) {
            var directory = new Node.Directory(true, since);
            configMap(directory, volume.object("configMap"), mode(volume.object("configMap")));
            return directory;
        } else if (volume.has("secret")) {
            var directory = new Node.Directory(true, since);
            var source = volume.object("secret");
            put(directory, source, configuration.secret(source.text("secretName")), mode(source));
            return directory;
        } else if (volume.has("downwardAPI")) {
            var directory = new Node.Directory(true, since);
            downward(directory, volume.object("downwardAPI"), mode(volume.object("downwardAPI")));
            return directory;
        } else if (volume.has("projected")) {
            return projected(volume.object("projected"));
        }
        return scratch.apply(volume.text("name"));
    }

    private Node.Directory projected(Json.Obj projected) {
        var directory = new Node.Directory(true, since);
        int mode = mode(projected);
        for (Json each : projected.array("sources")) {
            if (!(each instanceof Json.Obj source)) {
                continue;
            }
            configMap(directory, source.object("configMap"), mode);
            var secret = source.object("secret");
            put(directory, secret, configuration.secret(secret.text("name")), mode);
            downward(directory, source.object("downwardAPI"), mode);
            if (source.has("serviceAccountToken")) {
                String path = source.object("serviceAccountToken").text("path");
                put(directory, path, ServiceAccountToken.of(pod, since), mode);
            }
        }
        return directory;
    }

    private void configMap(Node.Directory directory, Json.Obj source, int mode) {
        put(directory, source, configuration.configMap(source.text("name")), mode);
    }

    /// The keys that `items` names, or all.
    private void put(
            Node.Directory directory,
            Json.Obj source,
            @Nullable SortedMap<String, byte[]> entries,
            int mode) {
        if (entries == null) {
            return;
        }
        if (source.array("items").isEmpty()) {
            entries.forEach((key, bytes) -> put(directory, key, bytes, mode));
        }
        for (Json each : source.array("items")) {
            byte[] bytes = each instanceof Json.Obj of ? entries.get(of.text("key")) : null;
            if (each instanceof Json.Obj item && bytes != null) {
                put(directory, item.text("path"), bytes, mode(item, "mode", mode));
            }
        }
    }

    private void downward(Node.Directory directory, Json.Obj source, int mode) {
        for (Json each : source.array("items")) {
            if (each instanceof Json.Obj item) {
                String text =
                        item.has("fieldRef")
                                ? PodFields.field(pod, item.object("fieldRef").text("fieldPath"))
                                : PodFields.resource(
                                        named(item.object("resourceFieldRef")),
                                        item.object("resourceFieldRef"),
                                        PodFields.room(pod, configuration.cluster()));
                put(
                        directory,
                        item.text("path"),
                        text.getBytes(StandardCharsets.UTF_8),
                        mode(item, "mode", mode));
            }
        }
    }

    private Container named(Json.Obj ref) {
        for (var each : pod.spec().containers()) {
            if (each.name().equals(ref.text("containerName"))) {
                return each;
            }
        }
        return container;
    }

    private void put(Node.Directory directory, String path, byte[] bytes, int mode) {
        if (!path.isEmpty()) {
            directory.put(path, new Node.Regular(bytes, mode, since));
        }
    }

    /// 0644 is the API's default.
    private static int mode(Json.Obj source) {
        return mode(source, "defaultMode", 0644);
    }

    private static int mode(Json.Obj source, String field, int otherwise) {
        Long mode = source.get(field) instanceof Json.Num number ? number.whole() : null;
        return mode == null ? otherwise : (int) (mode & 07777);
    }
}
