// A tour of a cluster with Kubernetes' own JavaScript client: node tour.mjs <path of the client>.
// It talks to the cluster that $KUBECONFIG names, prints a line for each station, and fails with
// the first that is not as it should be.
import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {pathToFileURL} from 'node:url';

const k8s = await import(pathToFileURL(process.argv[2]).href);

// The errors of the client hold whole connections; their message is enough.
process.on('uncaughtException', (error) => {
    console.error(error.stack ?? error.message);
    process.exit(1);
});

const namespace = 'javascript';
const config = new k8s.KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(k8s.CoreV1Api);
const apps = config.makeApiClient(k8s.AppsV1Api);

const station = (name) => console.log(`ok ${name}`);

/// Asks until the answer is what is wanted; the cluster works meanwhile.
async function until(what, ask) {
    for (let tries = 0; tries < 600; tries++) {
        const found = await ask();
        if (found) {
            return found;
        }
        await new Promise((resume) => setTimeout(resume, 200));
    }
    throw new Error(`never: ${what}`);
}

async function refused(code, ask) {
    await assert.rejects(ask, (error) => {
        assert.equal(error.code, code);
        return true;
    });
}

await core.createNamespace({body: {metadata: {name: namespace}}});
await until('the default account', async () => {
    const accounts = await core.listNamespacedServiceAccount({namespace});
    return accounts.items.some((account) => account.metadata.name === 'default');
});
station('namespace');

const seen = [];
const informer = k8s.makeInformer(
    config,
    `/api/v1/namespaces/${namespace}/configmaps`,
    () => core.listNamespacedConfigMap({namespace, labelSelector: 'tour=yes'}),
    'tour=yes',
);
for (const verb of ['add', 'update', 'delete']) {
    informer.on(verb, (object) => seen.push(`${verb} ${object.metadata.name}`));
}
await informer.start();

const labels = {tour: 'yes'};
await core.createNamespacedConfigMap({
    namespace,
    body: {metadata: {name: 'settings', labels}, data: {colour: 'blue'}},
});
await core.createNamespacedConfigMap({namespace, body: {metadata: {name: 'other'}}});
await refused(409, () =>
    core.createNamespacedConfigMap({namespace, body: {metadata: {name: 'settings'}}}),
);
station('create');

const read = await core.readNamespacedConfigMap({namespace, name: 'settings'});
assert.deepEqual(read.data, {colour: 'blue'});
assert.ok(read.metadata.creationTimestamp instanceof Date);
await core.replaceNamespacedConfigMap({
    namespace,
    name: 'settings',
    body: {...read, data: {colour: 'red'}},
});
await refused(409, () =>
    core.replaceNamespacedConfigMap({namespace, name: 'settings', body: read}),
);
station('replace');

const patched = await core.patchNamespacedConfigMap(
    {namespace, name: 'settings', body: [{op: 'add', path: '/data/size', value: 'xl'}]},
    k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.JsonPatch),
);
assert.deepEqual(patched.data, {colour: 'red', size: 'xl'});
const applied = await core.patchNamespacedConfigMap(
    {
        namespace,
        name: 'settings',
        fieldManager: 'tour',
        force: true,
        body: {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings'}, data: {size: 'm'}},
    },
    k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.ServerSideApply),
);
assert.deepEqual(applied.data, {colour: 'red', size: 'm'});
station('patch');

await until('the informer follows', () => seen.filter((each) => each.startsWith('update')).length > 0);
assert.equal(seen[0], 'add settings');
assert.ok(!seen.includes('add other'));
station('informer');

await apps.createNamespacedDeployment({
    namespace,
    body: {
        metadata: {name: 'web'},
        spec: {
            replicas: 2,
            selector: {matchLabels: {app: 'web'}},
            template: {
                metadata: {labels: {app: 'web'}},
                spec: {containers: [{name: 'web', image: 'nginx:1'}]},
            },
        },
    },
});
const available = (count) => async () => {
    const web = await apps.readNamespacedDeployment({namespace, name: 'web'});
    return web.status.availableReplicas === count;
};
await until('two replicas', available(2));
await apps.patchNamespacedDeploymentScale(
    {namespace, name: 'web', body: {spec: {replicas: 3}}},
    k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.MergePatch),
);
await until('three replicas', available(3));
station('deployment');

const pods = await core.listNamespacedPod({namespace, labelSelector: 'app=web', limit: 2});
assert.equal(pods.items.length, 2);
const rest = await core.listNamespacedPod({
    namespace,
    labelSelector: 'app=web',
    limit: 2,
    _continue: pods.metadata._continue,
});
assert.equal(rest.items.length, 1);
const pod = pods.items[0].metadata.name;
const logged = await core.readNamespacedPodLog({namespace, name: pod});
assert.ok(logged.length > 0);
station('pods and logs');

const served = await core.getAPIResources();
if (served.resources.some((each) => each.name === 'pods/exec')) {
    const out = new PassThrough();
    let printed = '';
    out.on('data', (bytes) => (printed += bytes));
    const ended = await new Promise((resolve, reject) => {
        new k8s.Exec(config)
            .exec(namespace, pod, 'web', ['env'], out, out, null, false, resolve)
            .catch(reject);
    });
    assert.equal(ended.status, 'Success');
    assert.match(printed, /KUBERNETES_SERVICE_HOST=/);
    station('exec');
} else {
    console.log('skipped exec: the server offers none');
}

await core.deleteNamespacedConfigMap({namespace, name: 'settings'});
await refused(404, () => core.readNamespacedConfigMap({namespace, name: 'settings'}));
await until('the informer sees it go', () => seen.at(-1) === 'delete settings');
await informer.stop();
await core.deleteNamespace({name: namespace});
await until('the namespace is gone', async () => {
    const names = await core.listNamespace();
    return !names.items.some((each) => each.metadata.name === namespace);
});
station('delete');
