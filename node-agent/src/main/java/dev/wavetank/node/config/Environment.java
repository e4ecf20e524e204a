package dev.wavetank.node.config;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.ClusterState;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The variables with which a container begins: services first, then `envFrom`, then `env`, each in
/// the place of the one before.
public final class Environment {
    private final Pod pod;
    private final Container container;
    private final ClusterState cluster;
    private final Configuration configuration;
    private final TreeMap<String, String> variables = new TreeMap<>();

    private Environment(Pod pod, Container container, ClusterState cluster) {
        this.pod = pod;
        this.container = container;
        this.cluster = cluster;
        configuration = new Configuration(cluster, pod.meta().namespace());
    }

    /// {@return the variables of a container that come from its pod and the cluster, without those
    /// of its image}
    public static SortedMap<String, String> given(
            Pod pod, Container container, ClusterState cluster) {
        var environment = new Environment(pod, container, cluster);
        environment.services();
        environment.from();
        environment.own();
        return Collections.unmodifiableSortedMap(environment.variables);
    }

    /// {@return the variables of a container}
    public static SortedMap<String, String> of(Pod pod, Container container, ClusterState cluster) {
        var environment = new Environment(pod, container, cluster);
        environment.image();
        environment.services();
        environment.from();
        environment.own();
        return Collections.unmodifiableSortedMap(environment.variables);
    }

    /// What any image has.
    private void image() {
        variables.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        variables.put("HOME", "/root");
        variables.put("HOSTNAME", hostname(pod));
    }

    /// {@return what a pod's containers are called in their own network}
    public static String hostname(Pod pod) {
        if (pod.spec().hostNetwork()) {
            return pod.spec().nodeName();
        }
        String given = pod.spec().rest().text("hostname");
        return given.isEmpty() ? pod.meta().name() : given;
    }

    /// The services of the namespace, if the pod wants them, and that of the API server.
    private void services() {
        boolean links =
                !(pod.spec().rest().get("enableServiceLinks") instanceof Json.Bool(var wanted))
                        || wanted;
        var api = cluster.table(Service.KIND).get("default", "kubernetes");
        if (api != null) {
            service(api);
        }
        if (links) {
            cluster.table(Service.KIND).in(pod.meta().namespace()).forEach(this::service);
        }
    }

    private void service(Service service) {
        String ip = service.spec().clusterIP();
        if (ip.isEmpty() || ip.equals("None") || service.spec().ports().isEmpty()) {
            return;
        }
        String prefix = PodFields.variable(service.meta().name());
        variables.put(prefix + "_SERVICE_HOST", ip);
        var ports = service.spec().ports();
        variables.put(prefix + "_SERVICE_PORT", Integer.toString(ports.getFirst().port()));
        for (var port : ports) {
            String number = Integer.toString(port.port());
            if (!port.name().isEmpty()) {
                variables.put(prefix + "_SERVICE_PORT_" + PodFields.variable(port.name()), number);
            }
            String protocol = port.protocol().isEmpty() ? "TCP" : port.protocol();
            String lower = protocol.toLowerCase(java.util.Locale.ROOT);
            String address = lower + "://" + ip + ":" + number;
            if (port.equals(ports.getFirst())) {
                variables.put(prefix + "_PORT", address);
            }
            String one = prefix + "_PORT_" + number + "_" + protocol;
            variables.put(one, address);
            variables.put(one + "_PROTO", lower);
            variables.put(one + "_PORT", number);
            variables.put(one + "_ADDR", ip);
        }
    }

    private void from() {
        for (var each : objects("envFrom")) {
            String map = each.object("configMapRef").text("name");
            String secret = each.object("secretRef").text("name");
            var entries =
                    map.isEmpty()
                            ? secret.isEmpty() ? null : configuration.secret(secret)
                            : configuration.texts(map);
            if (entries != null) {
                entries.forEach((key, value) ->
                        variables.put(
                                each.text("prefix") + key,
                                new String(value, StandardCharsets.UTF_8)));
            }
        }
    }

    private void own() {
        for (var each : objects("env")) {
            String value =
                    each.has("valueFrom")
                            ? from(each.object("valueFrom"))
                            : PodFields.expanded(each.text("value"), variables);
            if (value != null) {
                variables.put(each.text("name"), value);
            }
        }
    }

    private List<Json.Obj> objects(String field) {
        var objects = new ArrayList<Json.Obj>();
        for (Json each : container.rest().array(field)) {
            if (each instanceof Json.Obj object) {
                objects.add(object);
            }
        }
        return objects;
    }

    private @Nullable String from(Json.Obj source) {
        if (source.has("fieldRef")) {
            return PodFields.field(pod, source.object("fieldRef").text("fieldPath"));
        } else if (source.has("resourceFieldRef")) {
            return PodFields.resource(
                    container, source.object("resourceFieldRef"), PodFields.room(pod, cluster));
        } else if (source.has("configMapKeyRef")) {
            var ref = source.object("configMapKeyRef");
            return value(configuration.texts(ref.text("name")), ref.text("key"));
        }
        var ref = source.object("secretKeyRef");
        return value(configuration.secret(ref.text("name")), ref.text("key"));
    }

    private static @Nullable String value(@Nullable SortedMap<String, byte[]> entries, String key) {
        byte[] bytes = entries == null ? null : entries.get(key);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /// {@return a container's command and arguments with variables replaced; empty when the image
    /// decides}
    public static List<String> command(Container container, SortedMap<String, String> variables) {
        var words = new ArrayList<>(words(container, "command", variables));
        words.addAll(words(container, "args", variables));
        return List.copyOf(words);
    }

    /// {@return the words of `command` or of `args`, with variables replaced}
    public static List<String> words(
            Container container, String field, SortedMap<String, String> variables) {
        var words = new ArrayList<String>();
        for (Json each : container.rest().array(field)) {
            if (each instanceof Json.Text(var text)) {
                words.add(PodFields.expanded(text, variables));
            }
        }
        return List.copyOf(words);
    }
}
