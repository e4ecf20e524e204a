package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.api.model.VolumeOptions;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.node.config.Volumes;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The volumes of pods. What lasts as long as the pod is a volume of the engine, which the sandbox
/// keeps mounted, so it may also be in memory; and so no file of it is on the host for us to clean
/// up. ConfigMaps, Secrets, projections and the downward API are unpacked into such volumes.
final class PodVolumes {
    /// Where a sandbox has them.
    private static final String FOLDER = "/volumes/";

    private final DockerClient client;
    private final Owner owner;

    /// What was unpacked last, by the volume's name.
    private final ConcurrentHashMap<String, String> generations = new ConcurrentHashMap<>();

    PodVolumes(DockerClient client, Owner owner) {
        this.client = client;
        this.owner = owner;
    }

    /// What a volume is.
    private enum Type {
        SCRATCH,
        CONFIGURATION,
        HOST,
        UNKNOWN
    }

    private static Type type(Json.Obj volume) {
        if (volume.has("emptyDir")) {
            return Type.SCRATCH;
        } else if (volume.has("hostPath")) {
            return Type.HOST;
        }
        return volume.has("configMap")
                        || volume.has("secret")
                        || volume.has("downwardAPI")
                        || volume.has("projected")
                ? Type.CONFIGURATION
                : Type.UNKNOWN;
    }

    private static List<Json.Obj> volumes(Pod pod) {
        var volumes = new ArrayList<Json.Obj>();
        for (Json each : pod.spec().rest().array("volumes")) {
            if (each instanceof Json.Obj volume) {
                volumes.add(volume);
            }
        }
        return volumes;
    }

    /// {@return why a pod cannot have its volumes; null when it can}
    static @Nullable String refusal(Pod pod) {
        for (var volume : volumes(pod)) {
            if (type(volume) == Type.UNKNOWN) {
                return "volume \""
                        + volume.text("name")
                        + "\": real containers can mount emptyDir, hostPath, configMap, secret,"
                        + " downwardAPI and projected";
            }
        }
        return null;
    }

    private String name(Pod pod, String volume) {
        return String.join("_", "wavetank", owner.cluster(), pod.meta().uid(), volume);
    }

    /// {@return what a sandbox mounts; made if it is not there}
    List<Mount> forSandbox(Pod pod) {
        var mounts = new ArrayList<Mount>();
        for (var volume : volumes(pod)) {
            if (type(volume) == Type.SCRATCH || type(volume) == Type.CONFIGURATION) {
                String name = volume.text("name");
                make(pod, volume);
                mounts.add(mount(name(pod, name), FOLDER + name, false));
            }
        }
        return mounts;
    }

    private void make(Pod pod, Json.Obj volume) {
        var labels = new TreeMap<String, String>();
        labels.put(Labels.CLUSTER, owner.cluster());
        labels.put(Labels.NODE, owner.node());
        labels.put(Labels.POD_UID, pod.meta().uid());
        var command =
                client.createVolumeCmd()
                        .withName(name(pod, volume.text("name")))
                        .withLabels(labels);
        boolean secret = volume.has("secret");
        if (secret || volume.object("emptyDir").text("medium").equals("Memory")) {
            String size = secret ? "" : size(volume.object("emptyDir"));
            command.withDriver("local")
                    .withDriverOpts(
                            Map.of("type", "tmpfs", "device", "tmpfs", "o", "mode=0777" + size));
        }
        command.exec();
    }

    private static String size(Json.Obj emptyDir) {
        try {
            String limit = emptyDir.text("sizeLimit");
            return limit.isEmpty() ? "" : ",size=" + Quantity.of(limit).units();
        } catch (Malformed notAQuantity) {
            return "";
        }
    }

    private static Mount mount(String name, String target, boolean readOnly) {
        return new Mount()
                .withType(MountType.VOLUME)
                .withSource(name)
                .withTarget(target)
                .withReadOnly(readOnly)
                // What the image has there stays hidden, as below any other mount.
                .withVolumeOptions(new VolumeOptions().withNoCopy(true));
    }

    /// Opens new scratch volumes to everybody.
    void open(String sandbox, Pod pod) {
        for (var volume : volumes(pod)) {
            if (type(volume) == Type.SCRATCH) {
                String name = volume.text("name");
                unpack(sandbox, "", VolumeArchive.scratch(name, group(pod)));
            }
        }
    }

    /// Brings volumes of configuration to what the cluster has now.
    void refresh(String sandbox, Pod pod, ClusterState cluster) {
        for (var volume : volumes(pod)) {
            if (type(volume) == Type.CONFIGURATION) {
                var content = Volumes.content(pod, volume, cluster, Instant.EPOCH);
                var archive = VolumeArchive.of(content, group(pod));
                String name = name(pod, volume.text("name"));
                if (!archive.generation().equals(generations.get(name))) {
                    unpack(sandbox, volume.text("name"), archive.bytes());
                    generations.put(name, archive.generation());
                }
            }
        }
    }

    private void unpack(String sandbox, String volume, byte[] archive) {
        client.copyArchiveToContainerCmd(sandbox)
                .withRemotePath(FOLDER + volume)
                .withTarInputStream(new ByteArrayInputStream(archive))
                .exec();
    }

    private static long group(Pod pod) {
        Long group =
                pod.spec().rest().object("securityContext").get("fsGroup") instanceof Json.Num given
                        ? given.whole()
                        : null;
        return group == null ? -1 : group;
    }

    /// Mounts what a container asks for.
    void mount(HostConfig host, Pod pod, Container container) {
        var mounts = new ArrayList<Mount>();
        var binds = new ArrayList<Bind>();
        for (Json each : container.rest().array("volumeMounts")) {
            var volume = each instanceof Json.Obj mount ? volume(pod, mount.text("name")) : null;
            if (volume == null || !(each instanceof Json.Obj mount)) {
                continue;
            }
            boolean readOnly =
                    SecuritySettings.flag(mount, "readOnly") || type(volume) == Type.CONFIGURATION;
            String below = mount.text("subPath");
            if (type(volume) == Type.HOST) {
                String path = volume.object("hostPath").text("path");
                binds.add(bind(within(path, below), mount, readOnly));
            } else if (below.isEmpty()) {
                mounts.add(
                        mount(name(pod, volume.text("name")), mount.text("mountPath"), readOnly));
            } else {
                // Engines before API 1.45 cannot mount a part of a volume, but any folder.
                String point =
                        client.inspectVolumeCmd(name(pod, volume.text("name")))
                                .exec()
                                .getMountpoint();
                binds.add(bind(within(point, below), mount, readOnly));
            }
        }
        host.withMounts(mounts).withBinds(binds);
    }

    private static String within(String path, String below) {
        return below.isEmpty() ? path : path + "/" + below;
    }

    private static Bind bind(String path, Json.Obj mount, boolean readOnly) {
        return new Bind(
                path,
                new Volume(mount.text("mountPath")),
                readOnly ? AccessMode.ro : AccessMode.rw);
    }

    private static Json.@Nullable Obj volume(Pod pod, String name) {
        for (var each : volumes(pod)) {
            if (each.text("name").equals(name)) {
                return each;
            }
        }
        return null;
    }

    /// Removes what a pod had, after its containers.
    void remove(String uid) {
        var filters = new ArrayList<>(owner.filters());
        filters.add(Labels.POD_UID + "=" + uid);
        removeAll(client, filters);
        generations.keySet().removeIf(name -> name.contains(uid));
    }

    static void removeAll(DockerClient client, List<String> labels) {
        var found = client.listVolumesCmd().withFilter("label", labels).exec().getVolumes();
        if (found == null) {
            return;
        }
        for (var each : found) {
            try {
                client.removeVolumeCmd(each.getName()).exec();
            } catch (NotFoundException gone) {
                // As it should be.
            } catch (ConflictException stillUsed) {
                // A container of it is being removed by somebody else; the next sweep finds it.
            }
        }
    }
}
