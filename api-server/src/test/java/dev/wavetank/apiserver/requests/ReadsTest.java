package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class ReadsTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private final ApiBench api = new ApiBench();

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    private static List<String> names(Json.Obj list) {
        return list.array("items").stream()
                .map(item -> ((Json.Obj) item).object("metadata").text("name"))
                .toList();
    }

    @Test
    void aListHasItsKindAndTheRevisionItIsOf() {
        api.configMap("a");
        var list = api.get(MAPS).tree();

        assertThat(list.text("kind")).isEqualTo("ConfigMapList");
        assertThat(list.object("metadata").text("resourceVersion"))
                .isEqualTo(Long.toString(api.revision()));
        assertThat(names(list)).containsExactly("a");
    }

    @Test
    void pagesAreOfOneStateWhateverHappensBetween() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            api.configMap(name);
        }
        var first = api.get(MAPS + "?limit=2").tree();
        api.configMap("bb");
        api.delete(MAPS + "/d").now();
        var second =
                api.get(MAPS + "?limit=2&continue=" + first.object("metadata").text("continue"))
                        .tree();
        var third =
                api.get(MAPS + "?limit=2&continue=" + second.object("metadata").text("continue"))
                        .tree();

        assertThat(first.object("metadata").get("remainingItemCount")).isEqualTo(Json.Num.of(3));
        var all = new ArrayList<>(names(first));
        all.addAll(names(second));
        all.addAll(names(third));
        assertThat(all).containsExactly("a", "b", "c", "d", "e");
        assertThat(third.object("metadata").has("continue")).isFalse();
    }

    @Test
    void aPageAfterTooLongIsExpired() {
        api.configMap("a");
        api.configMap("b");
        var first = api.get(MAPS + "?limit=1").tree();
        api.configMap("c");
        api.world.run(Duration.ofMinutes(6));
        api.configMap("d");
        var late =
                api.get(MAPS + "?limit=1&continue=" + first.object("metadata").text("continue"))
                        .now();

        assertThat(late.status()).isEqualTo(410);
        assertThat(ApiBench.tree(late).text("reason")).isEqualTo("Expired");
    }

    @Test
    void labelsAndFieldsSelect() {
        api.configMap("a");
        api.configMap("b");
        api.pod("p");

        assertThat(names(api.get(MAPS + "?labelSelector=of in (b,c)").tree())).containsExactly("b");
        assertThat(names(api.get(MAPS + "?fieldSelector=metadata.name=a").tree()))
                .containsExactly("a");
        assertThat(names(api.get(MAPS + "?fieldSelector=metadata.name!=a").tree()))
                .containsExactly("b");
        assertThat(
                        names(
                                api.get(
                                                "/api/v1/pods?fieldSelector=spec.nodeName=,status.phase!=Failed")
                                        .tree()))
                .containsExactly("p");
        assertThat(names(api.get("/api/v1/pods?fieldSelector=spec.nodeName=x").tree())).isEmpty();
    }

    @Test
    void aRevisionThatIsYetToComeIsNotWaitedFor() {
        var answer = api.get(MAPS + "?resourceVersion=99999").now();

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.headers()).containsEntry("retry-after", "1");
        assertThat(ApiBench.tree(answer).text("message"))
                .startsWith("Too large resource version: 99999");
    }

    @Test
    void metadataAloneCanBeAskedFor() {
        api.configMap("a");
        var list =
                api.get(MAPS)
                        .header(
                                "accept",
                                "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")
                        .tree();

        assertThat(list.text("kind")).isEqualTo("PartialObjectMetadataList");
        assertThat(((Json.Obj) list.array("items").getFirst()).has("data")).isFalse();
    }

    @Test
    void aTableHasTheColumnsOfItsKind() {
        api.pod("p");
        api.world.run(Duration.ofSeconds(90));
        var table = api.get("/api/v1/namespaces/default/pods?limit=500").table().tree();

        assertThat(table.text("kind")).isEqualTo("Table");
        assertThat(
                        table.array("columnDefinitions").stream()
                                .map(column -> ((Json.Obj) column).text("name")))
                .containsExactly(
                        "Name",
                        "Ready",
                        "Status",
                        "Restarts",
                        "Age",
                        "IP",
                        "Node",
                        "Nominated Node",
                        "Readiness Gates");
        var row = (Json.Obj) table.array("rows").getFirst();
        assertThat(row.array("cells").subList(0, 5))
                .map(cell -> ((Json.Text) cell).value())
                .containsExactly("p", "0/1", "Pending", "0", "90s");
        assertThat(row.object("object").text("kind")).isEqualTo("PartialObjectMetadata");
    }

    @Test
    void aWatchBeginsWithWhatThereIsAndGoesOn() {
        api.configMap("a");
        var watch = api.get(MAPS + "?watch=true").stream();
        api.configMap("b");
        api.patch(MAPS + "/a", "merge-patch+json").json("{\"data\":{\"x\":\"y\"}}").now();
        api.delete(MAPS + "/a").now();

        assertThat(watch.told()).containsExactly("ADDED a", "ADDED b", "MODIFIED a", "DELETED a");
        assertThat(
                        watch.events()
                                .getLast()
                                .object("object")
                                .object("metadata")
                                .text("resourceVersion"))
                .isEqualTo(Long.toString(api.revision()));
    }

    @Test
    void aWatchGoesOnFromARevision() {
        api.configMap("a");
        long seen = api.revision();
        api.configMap("b");

        assertThat(api.get(MAPS + "?watch=true&resourceVersion=" + seen).stream().told())
                .containsExactly("ADDED b");
    }

    @Test
    void aFlagIsOnUnlessItSaysThatItIsOff() {
        for (String on : List.of("watch", "watch=", "watch=t", "watch=1")) {
            assertThat(api.get(MAPS + "?" + on).now().body())
                    .as(on)
                    .isInstanceOf(Response.Body.Streamed.class);
        }
        for (String off : List.of("watch=0", "watch=FALSE", "watch=false")) {
            assertThat(api.get(MAPS + "?" + off).tree().text("kind"))
                    .as(off)
                    .isEqualTo("ConfigMapList");
        }
    }

    @Test
    void aWatchOverAWebSocketIsTheSameWatch() {
        var watch =
                (Response.Body.Upgraded)
                        api.get(MAPS + "?watch=true")
                                .header("upgrade", "websocket")
                                .header(
                                        "sec-websocket-protocol",
                                        "base64url.bearer.authorization.k8s.io.abc,"
                                                + " base64.binary.k8s.io")
                                .now()
                                .body();
        var events = (Upgrade.Events) watch.upgrade();
        var reading = new ApiBench.Reading();
        events.source().start(reading);
        api.configMap("a");

        assertThat(reading.told()).containsExactly("ADDED a");
        assertThat(events.protocol()).isEqualTo("base64.binary.k8s.io");
    }

    @Test
    void aWatchWithASelectorTellsOfWhatNoLongerMatches() {
        api.configMap("a");
        var watch = api.get(MAPS + "?watch=true&labelSelector=of=a").stream();
        api.patch(MAPS + "/a", "merge-patch+json")
                .json("{\"metadata\":{\"labels\":{\"of\":\"b\"}}}")
                .now();

        assertThat(watch.told()).containsExactly("ADDED a", "DELETED a");
    }

    @Test
    void aClientThatTakesNothingIsToldLater() {
        var watch = api.get(MAPS + "?watch=true").stream();
        int there = watch.told().size();
        watch.ready = false;
        api.configMap("a");
        assertThat(watch.told()).hasSize(there);

        watch.ready = true;
        java.util.Objects.requireNonNull(watch.source).drained();

        assertThat(watch.told().subList(there, there + 1)).containsExactly("ADDED a");
    }

    @Test
    void bookmarksComeEachMinute() {
        var watch =
                api
                        .get(
                                MAPS
                                        + "?watch=true&allowWatchBookmarks=true&resourceVersion="
                                        + api.revision())
                        .stream();
        api.pod("elsewhere");
        api.world.run(Duration.ofSeconds(61));

        assertThat(watch.told()).containsExactly("BOOKMARK ");
        assertThat(
                        watch.events()
                                .getFirst()
                                .object("object")
                                .object("metadata")
                                .text("resourceVersion"))
                .isEqualTo(Long.toString(api.revision()));
    }

    @Test
    void aWatchListEndsItsBeginningWithABookmark() {
        api.configMap("a");
        var watch =
                api
                        .get(
                                MAPS
                                        + "?watch=true&allowWatchBookmarks=true&sendInitialEvents=true"
                                        + "&resourceVersionMatch=NotOlderThan")
                        .stream();

        assertThat(watch.told()).containsExactly("ADDED a", "BOOKMARK ");
        assertThat(
                        watch.events()
                                .getLast()
                                .object("object")
                                .object("metadata")
                                .object("annotations")
                                .text("k8s.io/initial-events-end"))
                .isEqualTo("true");
    }

    @Test
    void aWatchEndsAtItsTimeout() {
        var watch = api.get(MAPS + "?watch=true&timeoutSeconds=5").stream();
        api.world.run(Duration.ofSeconds(4));
        assertThat(watch.ended).isFalse();
        api.world.run(Duration.ofSeconds(2));

        assertThat(watch.ended).isTrue();
    }

    @Test
    void aWatchFromTooLongAgoIsExpired() {
        api.configMap("a");
        long seen = api.revision();
        api.configMap("b");
        api.world.run(Duration.ofMinutes(10));
        api.configMap("c");
        var watch = api.get(MAPS + "?watch=true&resourceVersion=" + seen).stream();

        assertThat(watch.ended).isTrue();
        assertThat(watch.events()).hasSize(1);
        assertThat(watch.events().getFirst().text("type")).isEqualTo("ERROR");
        assertThat(watch.events().getFirst().object("object").get("code"))
                .isEqualTo(Json.Num.of(410));
    }

    @Test
    void aWatchOfATableDescribesItsColumnsOnce() {
        api.configMap("a");
        var watch = api.get(MAPS + "?watch=true").table().stream();
        api.configMap("b");

        assertThat(watch.events().get(0).object("object").array("columnDefinitions")).isNotEmpty();
        assertThat(watch.events().get(1).object("object").get("columnDefinitions"))
                .isEqualTo(Json.NULL);
        assertThat(watch.events().get(1).object("object").array("rows")).hasSize(1);
    }
}
