package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.requests.Writing.Wish;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;

import java.util.ArrayList;

/// Answers POST, PUT and PATCH of whole objects and of their status.
final class Mutations {
    private final Preparation preparation;
    private final Patches patches;
    private final Applies applies;
    private final Writing writing;
    private final Renderer renderer;
    private final AccountWait accounts;

    Mutations(
            Contract contract,
            Writing writing,
            Renderer renderer,
            AccountWait accounts,
            Applies applies) {
        this.preparation = new Preparation(contract);
        this.patches = new Patches(contract);
        this.writing = writing;
        this.renderer = renderer;
        this.accounts = accounts;
        this.applies = applies;
    }

    void create(Call call) {
        Managers.check(call.request());
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
        Managers.check(call.request());
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
        if (MediaRange.of(call.request().header("content-type")).type().equals(Applies.TYPE)) {
            apply(call);
        } else {
            change(call);
        }
    }

    private void change(Call call) {
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
                    return new Wish(
                            action(call, versioned(call, prepared.object(), stored)),
                            dryRun,
                            done -> prepared.warned(renderer.object(call, 200, done.object())));
                });
    }

    private void apply(Call call) {
        Json.Obj config = applies.config(call);
        boolean dryRun = call.dryRun();
        call.form();
        if (call.route().served().stored().equals(Pod.KIND)) {
            String account = config.object("spec").text("serviceAccountName");
            accounts.beforePod(
                    call.route().namespace(),
                    account,
                    call.guard(),
                    () -> apply(call, config, dryRun));
        } else {
            apply(call, config, dryRun);
        }
    }

    private void apply(Call call, Json.Obj config, boolean dryRun) {
        writing.retryOrCreate(
                call,
                stored -> {
                    if (stored == null && !call.route().subresource().isEmpty()) {
                        throw new Rejection(Failure.notFound(call.route()));
                    }
                    Json.Obj merged = applies.merged(call, stored, config);
                    var prepared =
                            preparation.tree(call, merged, new ArrayList<>(applies.strict(call)));
                    int status = stored == null ? 201 : 200;
                    Action action =
                            stored == null
                                    ? new Action.Create(
                                            prepared.object(), call.expectations().expects())
                                    : action(call, versioned(call, prepared.object(), stored));
                    return new Wish(
                            action,
                            dryRun,
                            true,
                            done -> prepared.warned(renderer.object(call, status, done.object())));
                });
    }

    /// {@return what became of a stored object, which is meant for that version of it}
    private static Resource versioned(Call call, Resource object, Resource stored) {
        long seen = stored.meta().resourceVersion();
        long version = object.meta().resourceVersion();
        if (version != 0 && version != seen) {
            throw new Rejection(
                    Failure.conflict(
                            call.route(),
                            "the object has been modified; please apply your changes to the latest"
                                    + " version and try again"));
        }
        // Without a version the patch removed it; it was still computed on this one.
        return object.withMeta(object.meta().withResourceVersion(seen));
    }

    private static Action action(Call call, Resource object) {
        var expects = call.expectations().expects();
        String subresource = call.route().subresource();
        return subresource.equals("status")
                ? new Action.UpdateStatus(object, expects)
                : new Action.Update(object, subresource, expects);
    }
}
