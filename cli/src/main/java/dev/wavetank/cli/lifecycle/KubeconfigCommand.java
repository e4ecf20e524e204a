package dev.wavetank.cli.lifecycle;

import dev.wavetank.apiserver.http.Certificates;
import dev.wavetank.apiserver.http.Identity;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.client.Endpoint;
import dev.wavetank.client.Kubeconfig;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank kubeconfig`: how clients reach a cluster.
@Command(
        name = "kubeconfig",
        description = {
            "Prints a kubeconfig of its own for a cluster, or puts the cluster into the one that",
            "kubectl uses and makes it the current context, as wavetank up does. kubectl uses the",
            "first file of $KUBECONFIG that exists, else its last one, else ~/.kube/config."
        },
        footer = {
            "%nExamples:",
            "  wavetank kubeconfig > cluster.kubeconfig",
            "  wavetank kubeconfig --merge                       into the one kubectl uses",
            "  wavetank kubeconfig --merge --kubeconfig FILE     into this file"
        })
public final class KubeconfigCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Option(names = "--merge", description = "put the cluster into a file that may have others")
    boolean merge;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "with --merge: into this file only, not into the one kubectl uses")
    String file = "";

    public KubeconfigCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        if (!merge && !file.isEmpty()) {
            throw Failure.usage(
                    "--kubeconfig needs --merge", "or redirect what is printed: > FILE");
        }
        ClusterFolder folder = cluster.folder();
        Settings settings = folder.settings();
        if (settings == null || settings.port() == 0) {
            throw Failure.of(
                    "there is no cluster " + folder.name(),
                    "start it: " + Start.command("wavetank up", folder));
        }
        String server = "https://127.0.0.1:" + settings.port();
        try {
            var certificates = new Certificates(folder.certificates(), Instant.now());
            Identity admin =
                    certificates.client("admin", "wavetank-admin", List.of("system:masters"));
            var identity = new Endpoint.PemIdentity(admin.certificatePem(), admin.keyPem());
            String authority = certificates.authorityPem();
            if (merge) {
                new KubeconfigEntry(folder, file).put(server, authority, identity);
                terminal.line(
                        "kubectl talks to " + folder.name() + " now: context " + folder.context());
            } else {
                terminal.print(Kubeconfig.alone(folder.context(), server, authority, identity));
            }
            return 0;
        } catch (IOException refused) {
            throw folder.unwritable(refused);
        }
    }
}
