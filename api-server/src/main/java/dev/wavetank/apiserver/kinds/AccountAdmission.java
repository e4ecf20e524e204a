package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.PodSpec;
import dev.wavetank.cluster.model.ServiceAccount;
import dev.wavetank.cluster.model.Yaml;

import java.util.ArrayList;
import java.util.List;

/// Upstream's admission plugin ServiceAccount: a new pod runs under an account that exists, and its
/// containers find a token of it at the place where client libraries look.
final class AccountAdmission {
    /// Who a pod is that names nobody.
    static final String DEFAULT = "default";

    private static final String VOLUME = "kube-api-access-";
    private static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final String AUTOMOUNT = "automountServiceAccountToken";
    private static final String PULL_SECRETS = "imagePullSecrets";

    /// A token is valid for an hour and seven seconds, so that requests for these volumes can be
    /// told from others (upstream's WarnOnlyBoundTokenExpirationSeconds).
    private static final Json PROJECTED =
            Yaml.read(
                    """
                    defaultMode: 420
                    sources:
                    - serviceAccountToken: {expirationSeconds: 3607, path: token}
                    - configMap:
                        items: [{key: ca.crt, path: ca.crt}]
                        name: kube-root-ca.crt
                    - downwardAPI:
                        items:
                        - fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}
                          path: namespace
                    """);

    private AccountAdmission() {}

    /// {@return what the account is called under which a pod runs}
    static String name(PodSpec spec) {
        return spec.serviceAccountName().isEmpty() ? DEFAULT : spec.serviceAccountName();
    }

    static PodSpec admit(Pod pod, Admission admission) {
        var spec = pod.spec();
        String name = name(spec);
        String namespace = pod.meta().namespace();
        var account = admission.state().table(ServiceAccount.KIND).get(namespace, name);
        if (account == null) {
            admission.refuse(
                    Refusals.forbidden(
                            pod.ref(),
                            "error looking up service account "
                                    + namespace
                                    + "/"
                                    + name
                                    + ": serviceaccount \""
                                    + name
                                    + "\" not found"));
            return spec;
        }
        var rest = spec.rest().with("serviceAccount", name);
        if (rest.array(PULL_SECRETS).isEmpty() && !account.rest().array(PULL_SECRETS).isEmpty()) {
            rest = rest.with(PULL_SECRETS, new Json.Arr(account.rest().array(PULL_SECRETS)));
        }
        return mounts(spec, account)
                ? mounted(spec, name, rest, admission)
                : with(spec, name, spec.initContainers(), spec.containers(), rest);
    }

    /// The pod's own word counts before the account's.
    private static boolean mounts(PodSpec spec, ServiceAccount account) {
        if (spec.rest().get(AUTOMOUNT) instanceof Json.Bool bool) {
            return bool.value();
        }
        return !(account.rest().get(AUTOMOUNT) instanceof Json.Bool bool) || bool.value();
    }

    /// A container that mounts something of its own at the place keeps that.
    private static PodSpec mounted(PodSpec spec, String name, Json.Obj rest, Admission admission) {
        String own = ownVolume(rest);
        String volume = own.isEmpty() ? admission.generated(VOLUME) : own;
        var mount =
                Json.Obj.builder()
                        .put("mountPath", MOUNT_PATH)
                        .put("name", volume)
                        .put("readOnly", new Json.Bool(true))
                        .build();
        var init = mounting(spec.initContainers(), mount);
        var containers = mounting(spec.containers(), mount);
        boolean needed =
                !init.equals(spec.initContainers()) || !containers.equals(spec.containers());
        if (needed && own.isEmpty()) {
            var volumes = new ArrayList<>(rest.array("volumes"));
            volumes.add(Json.Obj.of("name", new Json.Text(volume)).with("projected", PROJECTED));
            rest = rest.with("volumes", new Json.Arr(volumes));
        }
        return with(spec, name, init, containers, rest);
    }

    private static String ownVolume(Json.Obj rest) {
        for (var item : rest.array("volumes")) {
            if (item instanceof Json.Obj volume && volume.text("name").startsWith(VOLUME)) {
                return volume.text("name");
            }
        }
        return "";
    }

    private static List<Container> mounting(List<Container> containers, Json.Obj mount) {
        return containers.stream().map(each -> mounting(each, mount)).toList();
    }

    private static Container mounting(Container container, Json.Obj mount) {
        var mounts = new ArrayList<>(container.rest().array("volumeMounts"));
        for (var item : mounts) {
            if (item instanceof Json.Obj other && other.text("mountPath").equals(MOUNT_PATH)) {
                return container;
            }
        }
        mounts.add(mount);
        return new Container(
                container.name(),
                container.image(),
                container.imagePullPolicy(),
                container.restartPolicy(),
                container.ports(),
                container.resources(),
                container.livenessProbe(),
                container.readinessProbe(),
                container.startupProbe(),
                container.rest().with("volumeMounts", new Json.Arr(mounts)));
    }

    private static PodSpec with(
            PodSpec spec,
            String account,
            List<Container> init,
            List<Container> containers,
            Json.Obj rest) {
        return new PodSpec(
                spec.nodeName(),
                spec.schedulerName(),
                account,
                spec.restartPolicy(),
                spec.priority(),
                spec.priorityClassName(),
                spec.terminationGracePeriodSeconds(),
                spec.activeDeadlineSeconds(),
                spec.hostNetwork(),
                init,
                containers,
                spec.tolerations(),
                spec.nodeSelector(),
                spec.affinity(),
                spec.overhead(),
                rest);
    }
}
