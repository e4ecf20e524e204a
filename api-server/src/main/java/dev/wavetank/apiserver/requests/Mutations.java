package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.requests.Writing.Wish;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;

import java.util.ArrayList;

/// Answers POST, PUT and PATCH of whole objects and of their status.
final class Mutations {
    private final Preparation preparation;
    private final Patches patches;
    private final Writing writing;
    private final Renderer renderer;
    private final AccountWait accounts;

    Mutations(Contract contract, Writing writing, Renderer renderer, AccountWait accounts) {
        this.preparation = new Preparation(contract);
        this.patches = new Patches(contract);
        this.writing = writing;
        this.renderer = renderer;
        this.accounts = accounts;
    }

    void create(Call call) {
        var prepared = preparation.body(call);
        Resource object = prepared.object();
        call.form();
        var wish =
                new Wish(
                        new Action.Create(object, call.expectations().expects()),
                        call.dryRun(),
                        done -> prepared.warned(renderer.object(call, 201, done.object())));
        accounts.before(
                object, call.guard(), () -> writing.submit(call.named(object.meta().name()), wish));
    }

    void update(Call call) {
        var prepared = preparation.body(call);
        boolean dryRun = call.dryRun();
        call.form();
        writing.submit(
                call,
                new Wish(
                        action(call, prepared.object()),
                        dryRun,
                        done -> prepared.warned(renderer.object(call, 200, done.object()))));
    }

    void patch(Call call) {
        var patch = patches.read(call.request());
        boolean dryRun = call.dryRun();
        call.form();
        writing.retry(
                call,
                stored -> {
                    var served = call.route().served();
                    Json.Obj old = Versions.fromStored(served, stored.tree());
                    Json.Obj patched = patch.apply(old, served);
                    var prepared = preparation.tree(call, patched, new ArrayList<>(patch.strict()));
                    long version = prepared.object().meta().resourceVersion();
                    if (version != 0 && version != stored.meta().resourceVersion()) {
                        throw new Rejection(
                                Failure.conflict(
                                        call.route(),
                                        "the object has been modified; please apply your changes to"
                                                + " the latest version and try again"));
                    }
                    // Without a version the patch removed it; it was still computed on this one.
                    Resource object =
                            prepared.object()
                                    .withMeta(
                                            prepared.object()
                                                    .meta()
                                                    .withResourceVersion(
                                                            stored.meta().resourceVersion()));
                    return new Wish(
                            action(call, object),
                            dryRun,
                            done -> prepared.warned(renderer.object(call, 200, done.object())));
                });
    }

    private static Action action(Call call, Resource object) {
        var expects = call.expectations().expects();
        return call.route().subresource().equals("status")
                ? new Action.UpdateStatus(object, expects)
                : new Action.Update(object, expects);
    }
}
