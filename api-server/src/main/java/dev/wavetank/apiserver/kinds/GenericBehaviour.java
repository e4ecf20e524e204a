package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How kinds behave on which Wavetank does not act.
record GenericBehaviour<R extends Resource>(Kind<R> kind) implements KindBehaviour<R> {
    /// The built-in kinds whose strategies upstream sets no generation.
    private static final List<String> WITHOUT_GENERATION =
            List.of(
                    "configmaps",
                    "endpoints",
                    "limitranges",
                    "persistentvolumeclaims",
                    "persistentvolumes",
                    "podtemplates",
                    "resourcequotas",
                    "secrets",
                    "events.events.k8s.io",
                    "certificatesigningrequests.certificates.k8s.io",
                    "clusterrolebindings.rbac.authorization.k8s.io",
                    "clusterroles.rbac.authorization.k8s.io",
                    "controllerrevisions.apps",
                    "csidrivers.storage.k8s.io",
                    "csinodes.storage.k8s.io",
                    "csistoragecapacities.storage.k8s.io",
                    "horizontalpodautoscalers.autoscaling",
                    "rolebindings.rbac.authorization.k8s.io",
                    "roles.rbac.authorization.k8s.io",
                    "runtimeclasses.node.k8s.io",
                    "storageclasses.storage.k8s.io",
                    "volumeattachments.storage.k8s.io");

    @Override
    public Json.Obj defaults(Json.Obj tree) {
        return PodDefaults.inJobTemplate(PodDefaults.inTemplate(tree));
    }

    @Override
    public @Nullable Object desired(R object) {
        return object instanceof Generic generic && !WITHOUT_GENERATION.contains(kind.resource())
                ? generic.body().without("status")
                : null;
    }
}
