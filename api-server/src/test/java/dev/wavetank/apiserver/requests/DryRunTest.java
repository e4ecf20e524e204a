package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DryRunTest {
    private static final String ALL = "/api/v1/namespaces/default/configmaps";

    private final ApiBench api = new ApiBench();

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    @Test
    void aDryRunOfACreateAnswersWithoutAVersion() {
        var would = api.post(ALL + "?dryRun=All").yaml("metadata: {name: a}").tree();

        assertThat(would.object("metadata").has("resourceVersion")).isFalse();
        assertThat(would.object("metadata").text("uid")).isNotEmpty();
        assertThat(would.object("metadata").text("creationTimestamp")).isNotEmpty();
    }

    @Test
    void aDryRunOfAnUpdateAnswersWithTheVersionThatStays() {
        var stored = api.configMap("a");
        var would =
                api.patch(ALL + "/a?dryRun=All", "merge-patch+json")
                        .json("{\"data\":{\"a\":\"c\"}}")
                        .tree();

        assertThat(would.object("data").text("a")).isEqualTo("c");
        assertThat(would.object("metadata").text("resourceVersion"))
                .isEqualTo(stored.object("metadata").text("resourceVersion"));
        assertThat(api.get(ALL + "/a").tree()).isEqualTo(stored);
    }

    @Test
    void theNextWriteGetsTheRevisionThatADryRunDidNotTake() {
        long before = api.revision();
        api.post(ALL + "?dryRun=All").yaml("metadata: {name: a}").now();
        var made = api.configMap("b");

        assertThat(made.object("metadata").get("resourceVersion"))
                .isEqualTo(new Json.Text(Long.toString(before + 1)));
    }

    @Test
    void aDryRunOfADeleteLeavesTheObject() {
        var stored = api.configMap("a");
        var would = api.delete(ALL + "/a?dryRun=All").now();

        assertThat(would.status()).isEqualTo(200);
        assertThat(api.get(ALL + "/a").tree()).isEqualTo(stored);
    }
}
