package dev.wavetank.node.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// What a container may do: its own `securityContext`, and below it that of its pod.
///
/// @param container the container's
/// @param pod the pod's
record SecuritySettings(Json.Obj container, Json.Obj pod) {
    static SecuritySettings of(Pod pod, Container container) {
        return new SecuritySettings(
                container.rest().object("securityContext"),
                pod.spec().rest().object("securityContext"));
    }

    static boolean flag(Json.Obj json, String name) {
        return json.get(name) instanceof Json.Bool(var value) && value;
    }

    private @Nullable Json given(String name) {
        return container.has(name) ? container.get(name) : pod.get(name);
    }

    private @Nullable Long number(String name) {
        return given(name) instanceof Json.Num number ? number.whole() : null;
    }

    /// {@return `user:group`; null for what the image says}
    @Nullable String user() {
        Long user = number("runAsUser");
        Long group = number("runAsGroup");
        if (user == null) {
            return group == null ? null : "0:" + group;
        }
        return group == null ? user + ":0" : user + ":" + group;
    }

    /// {@return why a container that must not run as root would; null when it does not}
    ///
    /// @param imageUser the user that the image names; "" for root
    @Nullable String rootRefusal(String imageUser, String containerName, Pod of) {
        if (!(given("runAsNonRoot") instanceof Json.Bool(var wanted)) || !wanted) {
            return null;
        }
        String about =
                " (pod: \""
                        + of.meta().name()
                        + "_"
                        + of.meta().namespace()
                        + "("
                        + of.meta().uid()
                        + ")\", container: "
                        + containerName
                        + ")";
        Long user = number("runAsUser");
        if (user != null) {
            return user == 0 ? "container's runAsUser breaks non-root policy" + about : null;
        }
        String name = imageUser.contains(":") ? imageUser.split(":", -1)[0] : imageUser;
        if (name.isEmpty() || name.equals("0") || name.equals("root")) {
            return "container has runAsNonRoot and image will run as root" + about;
        }
        return name.chars().allMatch(Character::isDigit)
                ? null
                : "container has runAsNonRoot and image has non-numeric user ("
                        + name
                        + "), cannot verify user is non-root"
                        + about;
    }

    void applyTo(HostConfig host) {
        host.withPrivileged(flag(container, "privileged"))
                .withReadonlyRootfs(flag(container, "readOnlyRootFilesystem"))
                .withCapAdd(capabilities("add"))
                .withCapDrop(capabilities("drop"))
                .withGroupAdd(groups())
                .withSecurityOpts(options());
    }

    private Capability[] capabilities(String list) {
        var found = new ArrayList<Capability>();
        for (Json each : container.object("capabilities").array(list)) {
            if (each instanceof Json.Text(var name)) {
                found.add(
                        Capability.valueOf(
                                name.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "")));
            }
        }
        return found.toArray(Capability[]::new);
    }

    private List<String> groups() {
        var groups = new TreeSet<String>();
        if (pod.get("fsGroup") instanceof Json.Num group) {
            groups.add(group.literal());
        }
        for (Json each : pod.array("supplementalGroups")) {
            if (each instanceof Json.Num group) {
                groups.add(group.literal());
            }
        }
        return List.copyOf(groups);
    }

    private List<String> options() {
        var options = new ArrayList<String>();
        if (container.get("allowPrivilegeEscalation") instanceof Json.Bool(var may) && !may) {
            options.add("no-new-privileges");
        }
        if (given("seccompProfile") instanceof Json.Obj profile
                && profile.text("type").equals("Unconfined")) {
            options.add("seccomp=unconfined");
        }
        return options;
    }
}
