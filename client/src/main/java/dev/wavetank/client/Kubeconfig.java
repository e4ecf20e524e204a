package dev.wavetank.client;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;

/// kubectl's configuration: one file, or the several that `$KUBECONFIG` lists.
///
/// What is written follows kind's rules: a context, a cluster and a user of one name, certificates
/// embedded, the context made the current one; into the given file, else the first of the list that
/// exists, else its last. Whatever else the files hold is kept, except comments and the order of
/// members, which kubectl does not keep either.
public final class Kubeconfig {
    private static final List<String> SECTIONS = List.of("clusters", "users", "contexts");

    private final List<Path> files;

    private Kubeconfig(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /// {@return the configuration of one file, whatever the environment says}
    public static Kubeconfig of(Path file) {
        return new Kubeconfig(List.of(file));
    }

    /// {@return the configuration that kubectl uses}
    ///
    /// @param variable the value of `$KUBECONFIG`; "" when it is not set
    /// @param home the user's home directory
    public static Kubeconfig of(String variable, Path home) {
        var files = new LinkedHashSet<Path>();
        for (String each : variable.split(System.getProperty("path.separator"), -1)) {
            if (!each.isEmpty()) {
                files.add(Path.of(each));
            }
        }
        if (files.isEmpty()) {
            files.add(home.resolve(".kube").resolve("config"));
        }
        return new Kubeconfig(new ArrayList<>(files));
    }

    /// Puts a cluster in, in the place of one of the same name, and makes it the current one.
    ///
    /// @param name of context, cluster and user: `wavetank-<name>`
    /// @param server such as `https://127.0.0.1:6443`
    /// @return the file that was written
    /// @throws IOException in one sentence, when it cannot be read or written
    public Path put(String name, String server, String authority, Endpoint.PemIdentity identity)
            throws IOException {
        Path file = target();
        KubeconfigFile.change(file, config -> with(config, name, server, authority, identity));
        return file;
    }

    /// {@return a configuration of this cluster alone, as YAML}
    ///
    /// @param name of context, cluster and user
    public static String alone(
            String name, String server, String authority, Endpoint.PemIdentity identity) {
        return Yaml.write(with(Json.Obj.EMPTY, name, server, authority, identity));
    }

    private static Json.Obj with(
            Json.Obj config,
            String name,
            String server,
            String authority,
            Endpoint.PemIdentity identity) {
        var cluster =
                Json.Obj.of("server", new Json.Text(server))
                        .with("certificate-authority-data", base64(authority));
        var user =
                Json.Obj.of(
                                "client-certificate-data",
                                new Json.Text(base64(identity.certificates())))
                        .with("client-key-data", base64(identity.key()));
        var context = Json.Obj.of("cluster", new Json.Text(name)).with("user", name);
        var changed = config;
        if (changed.text("apiVersion").isEmpty()) {
            changed = changed.with("apiVersion", "v1").with("kind", "Config");
        }
        changed = with(changed, "clusters", name, "cluster", cluster);
        changed = with(changed, "users", name, "user", user);
        changed = with(changed, "contexts", name, "context", context);
        return changed.with("current-context", name);
    }

    /// Takes a cluster out of all files; the current context is cleared if it was this one's.
    public void remove(String name) throws IOException {
        for (Path file : files) {
            if (Files.exists(file)) {
                KubeconfigFile.change(file, config -> without(config, name));
            }
        }
    }

    private Path target() {
        for (Path file : files) {
            if (Files.exists(file)) {
                return file;
            }
        }
        return files.getLast();
    }

    /// {@return where a context leads; the current one's for ""}
    ///
    /// @throws IOException in one sentence, when there is no such context or it needs something
    ///   that is not supported here, such as a plug-in
    public Endpoint endpoint(String context) throws IOException {
        String name = context;
        for (Path file : files) {
            if (name.isEmpty()) {
                name = KubeconfigFile.read(file).text("current-context");
            }
        }
        if (name.isEmpty()) {
            throw new IOException("no current context is set in " + files);
        }
        var found = find("contexts", name).body().object("context");
        var cluster = find("clusters", found.text("cluster"));
        var user = find("users", found.text("user"));
        var server = URI.create(cluster.body().object("cluster").text("server"));
        if (!"https".equals(server.getScheme()) || server.getHost() == null) {
            throw new IOException(
                    "cluster "
                            + found.text("cluster")
                            + ": server: "
                            + server
                            + " is not an https URL");
        }
        var account = user.body().object("user");
        if (account.has("exec") || account.has("auth-provider")) {
            throw new IOException(
                    "user "
                            + found.text("user")
                            + " signs in by a plug-in, which is not supported");
        }
        String certificates = user.data("user", "client-certificate");
        String key = user.data("user", "client-key");
        String authority = cluster.data("cluster", "certificate-authority");
        return new Endpoint.Tls(
                server.getHost(),
                server.getPort() < 0 ? 443 : server.getPort(),
                authority.isEmpty() ? null : authority,
                certificates.isEmpty() ? null : new Endpoint.PemIdentity(certificates, key),
                account.text("token"));
    }

    /// One entry, and the file it stands in, to whose folder its paths are relative.
    private record Entry(Path file, Json.Obj body) {
        /// {@return PEM text that is embedded as `<field>-data` or named as a file by `<field>`}
        String data(String part, String field) throws IOException {
            var object = body.object(part);
            String embedded = object.text(field + "-data");
            if (!embedded.isEmpty()) {
                try {
                    return new String(
                            Base64.getMimeDecoder().decode(embedded), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException broken) {
                    throw new IOException(file + ": " + field + "-data is not base64", broken);
                }
            }
            String path = object.text(field);
            return path.isEmpty() ? "" : Files.readString(file.resolveSibling(path));
        }
    }

    /// The first file that has it wins, as in kubectl.
    private Entry find(String section, String name) throws IOException {
        for (Path file : files) {
            for (Json each : KubeconfigFile.read(file).array(section)) {
                if (each instanceof Json.Obj entry && entry.text("name").equals(name)) {
                    return new Entry(file, entry);
                }
            }
        }
        throw new IOException(section + ": there is no \"" + name + "\" in " + files);
    }

    private static Json.Obj with(
            Json.Obj config, String section, String name, String part, Json.Obj body) {
        var entries = new ArrayList<Json>();
        Json.@Nullable Obj old = null;
        for (Json each : config.array(section)) {
            if (named(each, name)) {
                old = (Json.Obj) each;
            }
        }
        var entry = Json.Obj.of("name", new Json.Text(name)).with(part, body);
        for (Json each : config.array(section)) {
            if (!named(each, name)) {
                entries.add(each);
            } else if (each.equals(old)) {
                entries.add(entry);
            }
        }
        if (old == null) {
            entries.add(entry);
        }
        return config.with(section, new Json.Arr(entries));
    }

    private static Json.Obj without(Json.Obj config, String name) {
        var changed = config;
        for (String section : SECTIONS) {
            if (changed.get(section) instanceof Json.Arr array) {
                var kept = array.items().stream().filter(each -> !named(each, name)).toList();
                changed = changed.with(section, new Json.Arr(kept));
            }
        }
        return changed.text("current-context").equals(name)
                ? changed.with("current-context", "")
                : changed;
    }

    private static boolean named(Json entry, String name) {
        return entry instanceof Json.Obj object && object.text("name").equals(name);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
