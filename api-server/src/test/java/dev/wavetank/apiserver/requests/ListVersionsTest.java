package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// Which state a list is of, and what may be asked together.
class ListVersionsTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private final ApiBench api = new ApiBench();

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    private List<String> names(String target) {
        return api.get(target).tree().array("items").stream()
                .map(item -> ((Json.Obj) item).object("metadata").text("name"))
                .toList();
    }

    private static String message(Response response) {
        return ApiBench.tree(response).text("message");
    }

    @Test
    void anExactVersionIsListedAsItWas() {
        api.configMap("a");
        api.configMap("b");
        long seen = api.revision();
        api.delete(MAPS + "/a").now();
        api.patch(MAPS + "/b", "merge-patch+json").json("{\"data\":{\"a\":\"new\"}}").now();
        api.configMap("c");
        var then = api.get(MAPS + "?resourceVersionMatch=Exact&resourceVersion=" + seen).tree();

        assertThat(then.object("metadata").text("resourceVersion")).isEqualTo("" + seen);
        assertThat(then.array("items"))
                .extracting(item -> ((Json.Obj) item).object("data").text("a"))
                .containsExactly("b", "b");
        assertThat(names(MAPS + "?resourceVersionMatch=NotOlderThan&resourceVersion=" + seen))
                .containsExactly("b", "c");
        assertThat(names(MAPS + "?resourceVersion=" + seen)).containsExactly("b", "c");
    }

    @Test
    void aPageOfAVersionIsOfThatVersion() {
        api.configMap("a");
        long seen = api.revision();
        api.delete(MAPS + "/a").now();

        assertThat(names(MAPS + "?limit=5&resourceVersion=" + seen)).containsExactly("a");
    }

    @Test
    void aVersionFromTooLongAgoIsExpired() {
        api.configMap("a");
        long seen = api.revision();
        api.configMap("b");
        api.world.run(Duration.ofMinutes(6));
        api.configMap("c");
        var late = api.get(MAPS + "?resourceVersionMatch=Exact&resourceVersion=" + seen).now();

        assertThat(late.status()).isEqualTo(410);
        assertThat(message(late))
                .isEqualTo("The resourceVersion for the provided list is too old.");
    }

    @Test
    void aPageThatIsNoLongerKnownLeadsToWhatFollowsNow() {
        List.of("a", "b", "c").forEach(api::configMap);
        String token = api.get(MAPS + "?limit=1").tree().object("metadata").text("continue");
        api.configMap("d");
        api.world.run(Duration.ofMinutes(6));
        api.configMap("e");
        var late = api.get(MAPS + "?limit=1&continue=" + token).now();
        String other = ApiBench.tree(late).object("metadata").text("continue");

        assertThat(late.status()).isEqualTo(410);
        assertThat(message(late)).contains("use the continue token in this response");
        assertThat(names(MAPS + "?continue=" + other)).containsExactly("b", "c", "d", "e");
    }

    @Test
    void whatMayNotBeAskedTogetherIsRefusedInUpstreamsWords() {
        var answers =
                List.of(
                        "resourceVersionMatch=Exact",
                        "resourceVersionMatch=Exact&resourceVersion=0",
                        "resourceVersionMatch=Newest&resourceVersion=1",
                        "sendInitialEvents=true",
                        "watch=1&resourceVersionMatch=NotOlderThan",
                        "watch=1&sendInitialEvents=true",
                        "watch=1&sendInitialEvents=true&resourceVersionMatch=Exact");

        assertThat(answers)
                .extracting(query -> message(api.get(MAPS + "?" + query).now()))
                .containsExactly(
                        invalid(
                                "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden"
                                        + " unless resourceVersion is provided"),
                        invalid(
                                "resourceVersionMatch: Forbidden: resourceVersionMatch \"exact\" is"
                                        + " forbidden for resourceVersion \"0\""),
                        invalid(
                                "resourceVersionMatch: Unsupported value: \"Newest\": supported"
                                        + " values: \"Exact\", \"NotOlderThan\", \"\""),
                        invalid(
                                "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for"
                                        + " list"),
                        invalid(
                                "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden"
                                        + " for watch unless sendInitialEvents is provided"),
                        invalid(
                                "resourceVersionMatch: Forbidden: sendInitialEvents requires"
                                        + " setting resourceVersionMatch to NotOlderThan"),
                        invalid(
                                "[resourceVersionMatch: Forbidden: sendInitialEvents requires"
                                        + " setting resourceVersionMatch to NotOlderThan,"
                                        + " resourceVersionMatch: Unsupported value: \"Exact\":"
                                        + " supported values: \"NotOlderThan\"]"));
    }

    private static String invalid(String why) {
        return "ListOptions.meta.k8s.io \"\" is invalid: " + why;
    }

    @Test
    void aWatchThatWantsNoInitialEventsBeginsNow() {
        api.configMap("a");
        var watch =
                api
                        .get(
                                MAPS
                                        + "?watch=true&sendInitialEvents=false"
                                        + "&resourceVersionMatch=NotOlderThan")
                        .stream();
        api.configMap("b");

        assertThat(watch.told()).containsExactly("ADDED b");
    }

    @Test
    void withoutBookmarksTheEndOfTheBeginningIsNotMarked() {
        api.configMap("a");
        var watch =
                api
                        .get(
                                MAPS
                                        + "?watch=true&sendInitialEvents=true"
                                        + "&resourceVersionMatch=NotOlderThan")
                        .stream();

        assertThat(watch.told()).containsExactly("ADDED a");
    }

    @Test
    void aWatchThatTimesOutSaysHowFarItCame() {
        String asked = "&allowWatchBookmarks=true&timeoutSeconds=5&resourceVersion=";
        var watch = api.get(MAPS + "?watch=true" + asked + api.revision()).stream();
        api.pod("elsewhere");
        api.world.run(Duration.ofSeconds(6));

        assertThat(watch.ended).isTrue();
        assertThat(watch.told()).containsExactly("BOOKMARK ");
    }

    @Test
    void eachKindHasItsFieldsAndItsWordsForOthers() {
        api.pod("p");
        String jobs = "/apis/batch/v1/jobs";

        assertThat(names("/api/v1/pods?fieldSelector=spec.hostNetwork=false,spec.host="))
                .containsExactly("p");
        assertThat(names("/api/v1/pods?fieldSelector=status.podIPs=10.0.0.1")).isEmpty();
        assertThat(names(jobs + "?fieldSelector=status.successful=0")).isEmpty();
        assertThat(message(api.get("/api/v1/pods?fieldSelector=spec.foo=1").now()))
                .isEqualTo("field label not supported: spec.foo");
        assertThat(message(api.get("/api/v1/nodes?fieldSelector=metadata.namespace=x").now()))
                .isEqualTo("field label not supported: metadata.namespace");
        assertThat(message(api.get(jobs + "?fieldSelector=status.active=1").now()))
                .isEqualTo("field label \"status.active\" not supported for batchv1.Job");
        assertThat(message(api.get(MAPS + "?fieldSelector=data.a=1").now()))
                .isEqualTo(
                        "\"data.a\" is not a known field selector: only \"metadata.name\","
                                + " \"metadata.namespace\"");
    }

    @Test
    void ofACollectionOnlySoManyAreDeleted() {
        List.of("a", "b", "c").forEach(api::configMap);
        var deleted = api.delete(MAPS + "?limit=2").tree();

        assertThat(deleted.array("items")).hasSize(2);
        assertThat(names(MAPS)).containsExactly("c");
        assertThat(api.delete(MAPS + "?dryRun=All").now().status()).isEqualTo(200);
        assertThat(names(MAPS)).containsExactly("c");
        assertThat(api.delete(MAPS + "?labelSelector=of=x").tree().array("items")).isEmpty();
        assertThat(names(MAPS)).containsExactly("c");
    }
}
