package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// ResourceQuotas, from the request on.
class QuotaTest {
    private static final String QUOTAS = "/api/v1/namespaces/default/resourcequotas";
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private final ApiBench api = new ApiBench();

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    private void quota(String name, String spec) {
        assertThat(
                        api.post(QUOTAS)
                                .yaml("metadata: {name: " + name + "}\nspec: {" + spec + "}")
                                .now()
                                .status())
                .isEqualTo(201);
    }

    private Response pod(String name, String resources) {
        return api.post(PODS)
                .yaml(
                        "metadata: {name: %s}\nspec: {containers: [{name: c, image: i, resources: {%s}}]}"
                                .formatted(name, resources))
                .now();
    }

    private Json.Obj used(String name) {
        return api.get(QUOTAS + "/" + name).tree().object("status").object("used");
    }

    @Test
    void theStatusTellsWhatIsUsed() {
        pod("before", "requests: {cpu: 100m}");
        quota("q", "hard: {pods: 5, requests.cpu: '1', count/configmaps: 9}");
        pod("after", "requests: {cpu: 250m}");
        api.configMap("m");

        assertThat(used("q").toString())
                .isEqualTo("{\"count/configmaps\":\"1\",\"pods\":\"2\",\"requests.cpu\":\"350m\"}");
        api.delete(PODS + "/before?gracePeriodSeconds=0").now();
        api.get(PODS).now();
        assertThat(used("q").text("pods")).isEqualTo("1");
        assertThat(used("q").text("requests.cpu")).isEqualTo("250m");
    }

    @Test
    void whatExceedsAQuotaIsForbiddenInUpstreamsWords() {
        quota("compute", "hard: {pods: 2, requests.cpu: 500m}");
        assertThat(pod("a", "requests: {cpu: 400m}").status()).isEqualTo(201);
        var refused = pod("b", "requests: {cpu: 200m}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(ApiBench.tree(refused).text("message"))
                .isEqualTo(
                        "pods \"b\" is forbidden: exceeded quota: compute, requested:"
                                + " requests.cpu=200m, used: requests.cpu=400m, limited:"
                                + " requests.cpu=500m");
        assertThat(pod("c", "requests: {cpu: 100m}").status()).isEqualTo(201);
        assertThat(ApiBench.tree(pod("d", "requests: {cpu: '0'}")).text("message"))
                .endsWith(
                        "exceeded quota: compute, requested: pods=1, used: pods=2, limited:"
                                + " pods=2");
    }

    @Test
    void aQuotaOfProcessorsWantsToKnowHowManyAPodNeeds() {
        quota("q", "hard: {limits.memory: 1Gi, requests.cpu: '1'}");

        assertThat(ApiBench.tree(pod("a", "requests: {memory: 1Mi}")).text("message"))
                .isEqualTo(
                        "pods \"a\" is forbidden: failed quota: q: must specify limits.memory for:"
                                + " c; requests.cpu for: c");
    }

    @Test
    void aScopeLeavesOtherPodsAlone() {
        quota("q", "hard: {pods: 0}, scopes: [BestEffort]");

        assertThat(pod("a", "requests: {cpu: 1m}").status()).isEqualTo(201);
        assertThat(pod("b", "").status()).isEqualTo(403);
    }

    @Test
    void aPodThatEndedUsesNothing() {
        quota("q", "hard: {pods: 1}");
        pod("a", "");
        api.patch(PODS + "/a/status", "merge-patch+json")
                .json("{\"status\":{\"phase\":\"Succeeded\"}}")
                .now();

        assertThat(pod("b", "").status()).isEqualTo(201);
    }

    @Test
    void aQuotaThatIsGoneBindsNobody() {
        quota("q", "hard: {configmaps: 0}");
        String maps = "/api/v1/namespaces/default/configmaps";
        assertThat(api.post(maps).yaml("metadata: {name: a}").now().status()).isEqualTo(403);
        api.patch(QUOTAS + "/q", "merge-patch+json")
                .json("{\"spec\":{\"hard\":{\"configmaps\":\"1\"}}}")
                .now();
        assertThat(api.post(maps).yaml("metadata: {name: a}").now().status()).isEqualTo(201);
        assertThat(api.post(maps).yaml("metadata: {name: b}").now().status()).isEqualTo(403);
        api.delete(QUOTAS + "/q").now();

        assertThat(api.post(maps).yaml("metadata: {name: b}").now().status()).isEqualTo(201);
    }
}
