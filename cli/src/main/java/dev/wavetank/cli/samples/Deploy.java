package dev.wavetank.cli.samples;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.manifests.Applier;
import dev.wavetank.cli.manifests.Manifest;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Interrupts;
import dev.wavetank.cli.terminal.Terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Applies the manifests of a sample and waits until its Deployments are rolled out.
final class Deploy {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Terminal terminal;
    private final ApiClient api;
    private final String namespace;
    private final String undo;
    private final long began = System.nanoTime();

    /// @param undo the command that takes all of it away
    Deploy(Terminal terminal, ApiClient api, String namespace, String undo) {
        this.undo = undo;
        this.terminal = terminal;
        this.api = api;
        this.namespace = namespace;
    }

    void run(List<Manifest> manifests, Duration limit) {
        var applier = new Applier(api, Discovery.of(api), namespace);
        var deployments = new ArrayList<String>();
        for (Manifest manifest : manifests) {
            try {
                Applier.Applied applied = applier.apply(manifest);
                terminal.line(applied.toString());
                terminal.flush();
                if (manifest.kind().equals("Deployment")) {
                    deployments.add(applied.type().path(namespace, manifest.name()));
                }
            } catch (Refused refused) {
                throw Failure.of(
                        manifest.source() + ": " + refused.message(),
                        refused.notFound()
                                ? "is there a namespace " + namespace + "? wavetank get namespaces"
                                : "what was applied before stays; to take it away: " + undo);
            }
        }
        await(deployments, limit);
    }

    private void await(List<String> deployments, Duration limit) {
        Interrupts.on(() ->
                terminal.note(
                        "wavetank: not waiting any longer; the deployment goes on: wavetank"
                                + " get deployments"));
        var told = new TreeSet<String>();
        while (true) {
            var rollouts = new ArrayList<Rollout>();
            for (String path : deployments) {
                rollouts.add(rollout(path));
            }
            for (Rollout each : rollouts) {
                if (each.done() && told.add(each.name())) {
                    terminal.line(
                            each
                                    + " ready"
                                    + String.format(Locale.ROOT, " after %.1f s", seconds()));
                    terminal.flush();
                } else if (each.stuck()) {
                    throw Failure.of(
                            "deployment " + each.name() + " makes no progress: " + each,
                            "see why: wavetank why deployment/" + each.name());
                }
            }
            if (told.size() == deployments.size()) {
                break;
            }
            checkTime(rollouts, limit);
            terminal.progress(
                    rollouts.stream()
                                    .filter(each -> !each.done())
                                    .map(Rollout::toString)
                                    .collect(Collectors.joining(", ", "waiting for ", ""))
                            + String.format(Locale.ROOT, ", %.1f s", seconds()));
            pause();
        }
        Interrupts.off();
    }

    private void checkTime(List<Rollout> rollouts, Duration limit) {
        if (seconds() > limit.toMillis() / 1000.0) {
            Rollout first =
                    rollouts.stream().filter(each -> !each.done()).findFirst().orElseThrow();
            throw Failure.of(
                    "not ready within " + limit.toSeconds() + " s: " + first,
                    "it goes on; see why it takes so long: wavetank why deployment/"
                            + first.name());
        }
    }

    private Rollout rollout(String path) {
        try {
            return Rollout.of(api.get(path));
        } catch (Refused refused) {
            throw refused.failure("deploy it again: somebody deleted it meanwhile");
        }
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException ended) {
            throw Failure.of("interrupted", "the deployment goes on: wavetank get deployments");
        }
    }
}
