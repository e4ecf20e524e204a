package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.client.Endpoint;
import dev.wavetank.client.Kubeconfig;

import java.io.IOException;
import java.nio.file.Path;

/// A cluster's context in the kubeconfig.
///
/// @param file the file that has it; "" for the one kubectl uses
public record KubeconfigEntry(ClusterFolder folder, String file) {
    /// Puts the context in, and makes it the current one.
    ///
    /// @param server such as `https://127.0.0.1:6443`
    /// @param authority the server's authority as PEM
    public void put(String server, String authority, Endpoint.PemIdentity identity) {
        try {
            kubeconfig().put(folder.context(), server, authority, identity);
        } catch (IOException refused) {
            throw failure(refused);
        }
    }

    /// Takes the context out; nothing when it is not there.
    public void remove() {
        try {
            kubeconfig().remove(folder.context());
        } catch (IOException refused) {
            throw failure(refused);
        }
    }

    private Kubeconfig kubeconfig() {
        return file.isEmpty()
                ? Kubeconfig.of(
                        System.getenv().getOrDefault("KUBECONFIG", ""),
                        Path.of(System.getProperty("user.home")))
                : Kubeconfig.of(Path.of(file));
    }

    private static Failure failure(IOException refused) {
        return Failure.of(
                "cannot change the kubeconfig: " + refused.getMessage(),
                "correct that file, or name another one: --kubeconfig FILE");
    }
}
