package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.requests.Writing.Wish;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;

import java.util.ArrayList;
import java.util.function.Function;

/// Answers writes to the part `approval` of CertificateSigningRequests, by which `kubectl
/// certificate approve` decides on them: of what is sent only the conditions count.
///
/// Nobody signs what is approved: this cluster has no signers.
final class Approvals {
    private static final String STATUS = "status";
    private static final String CONDITIONS = "conditions";

    private final Preparation preparation;
    private final Patches patches;
    private final Writing writing;
    private final Renderer renderer;

    Approvals(Contract contract, Writing writing, Renderer renderer) {
        this.preparation = new Preparation(contract);
        this.patches = new Patches(contract);
        this.writing = writing;
        this.renderer = renderer;
    }

    void update(Call call) {
        Managers.check(call.request());
        var prepared = preparation.body(call);
        write(call, _ -> prepared);
    }

    void patch(Call call) {
        var patch = patches.read(call.request());
        var served = call.route().served();
        write(
                call,
                stored ->
                        preparation.tree(
                                call,
                                patch.apply(Versions.fromStored(served, stored.tree()), served),
                                new ArrayList<>(patch.strict())));
    }

    private void write(Call call, Function<Resource, Prepared> sent) {
        boolean dryRun = call.dryRun();
        call.form();
        writing.retry(
                call,
                stored -> {
                    var prepared = sent.apply(stored);
                    var decided = decided(stored, prepared.object().tree().object(STATUS));
                    long version = prepared.object().meta().resourceVersion();
                    var meta = decided.meta();
                    return new Wish(
                            new Action.UpdateStatus(
                                    version == 0
                                            ? decided
                                            : decided.withMeta(meta.withResourceVersion(version)),
                                    call.expectations().expects()),
                            dryRun,
                            done -> prepared.warned(renderer.object(call, 200, done.object())));
                });
    }

    private static Resource decided(Resource stored, Json.Obj sent) {
        Json.Obj tree = stored.tree();
        Json.Obj status =
                tree.object(STATUS).with(CONDITIONS, new Json.Arr(sent.array(CONDITIONS)));
        return stored.kind().read(tree.with(STATUS, status));
    }
}
