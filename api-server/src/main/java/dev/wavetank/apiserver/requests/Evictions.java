package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.Submission;
import dev.wavetank.apiserver.requests.Failure.About;
import dev.wavetank.apiserver.requests.Writing.Wish;
import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;

import java.time.temporal.ChronoUnit;
import java.util.List;

/// Answers evictions, by which `kubectl drain` empties nodes.
///
/// An eviction is a deletion that a disruption budget may refuse. There is no controller that fills
/// budgets in yet, so none refuses. A pod that runs is told first why it goes.
final class Evictions {
    private static final String EVICTION = "io.k8s.api.policy.v1.Eviction";

    private final Contract contract;
    private final ApiServerCore core;
    private final Writing writing;

    Evictions(Contract contract, ApiServerCore core, Writing writing) {
        this.contract = contract;
        this.core = core;
        this.writing = writing;
    }

    void evict(Call call) {
        var body = Bodies.object(call.request(), contract.schema().type(EVICTION), contract);
        var asked = body.object("deleteOptions");
        var options = DeleteOptions.of(asked, contract);
        boolean dryRun = call.dryRun() || options.dryRun();
        // Whoever names a version means the pod as it is, and not as the condition would make it.
        boolean anyVersion = asked.object("preconditions").text("resourceVersion").isEmpty();
        if (!dryRun
                && anyVersion
                && core.writes().committed().get(call.route().ref()) instanceof Pod pod
                && pod.status().phase().equals("Running")
                && !pod.deleting()) {
            core.writes()
                    .submit(
                            new Submission(disrupted(pod), call.expectations().author(), false),
                            _ -> delete(call, options, false));
        } else {
            delete(call, options, dryRun);
        }
    }

    private void delete(Call call, DeleteOptions options, boolean dryRun) {
        writing.submit(
                call,
                new Wish(
                        options.action(call.route().ref(), call.expectations().expects()),
                        dryRun,
                        _ -> Answers.success(201, About.resource(call.route()))));
    }

    private Action disrupted(Pod pod) {
        var condition =
                new Condition(
                        "DisruptionTarget",
                        "True",
                        "EvictionByEvictionAPI",
                        "Eviction API: evicting",
                        pod.meta().generation(),
                        core.world().now().wall().truncatedTo(ChronoUnit.SECONDS),
                        Json.Obj.EMPTY);
        var conditions = Condition.put(pod.status().conditions(), condition);
        return new Action.UpdateStatus(
                pod.withStatus(pod.status().withConditions(conditions)), List.of());
    }
}
