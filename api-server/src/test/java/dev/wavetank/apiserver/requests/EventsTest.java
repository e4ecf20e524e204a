package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Events are one store under two groups.
class EventsTest {
    private static final String OLD = "/api/v1/namespaces/default/events";
    private static final String NEW = "/apis/events.k8s.io/v1/namespaces/default/events";
    private static final String BODY =
            """
            metadata: {name: e%s}
            eventTime: '2026-01-31T09:00:00.123456Z'
            reportingController: example.com/controller
            reportingInstance: controller-1
            action: Look
            reason: Seen
            type: Normal
            note: it was there
            regarding: {kind: Pod, name: web, namespace: default}
            """;
    private final ApiBench api = new ApiBench();

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    @Test
    void whatIsToldInOneGroupIsReadInTheOther() {
        assertThat(api.post(NEW).yaml(BODY.formatted(1)).now().status()).isEqualTo(201);
        var old = api.get(OLD + "/e1").tree();

        assertThat(old.text("apiVersion")).isEqualTo("v1");
        assertThat(old.text("message")).isEqualTo("it was there");
        assertThat(old.object("involvedObject").text("name")).isEqualTo("web");
        assertThat(old.text("reportingComponent")).isEqualTo("example.com/controller");

        api.post(OLD)
                .yaml(
                        """
                        metadata: {name: e2}
                        reason: Old
                        message: hello
                        involvedObject: {namespace: default, name: x}
                        count: 3\
                        """)
                .now();
        var other = api.get(NEW + "/e2").tree();
        assertThat(other.text("apiVersion")).isEqualTo("events.k8s.io/v1");
        assertThat(other.text("note")).isEqualTo("hello");
        assertThat(other.get("deprecatedCount")).isEqualTo(Json.Num.of(3));
        assertThat(api.get(NEW + "?fieldSelector=regarding.name=x").tree().array("items"))
                .hasSize(1);
        assertThat(
                        api.get(OLD + "?fieldSelector=source=example.com/controller")
                                .tree()
                                .array("items"))
                .hasSize(1);
    }

    @Test
    void oneWatchSeesBoth() {
        var watch = api.get(NEW + "?watch=true").stream();
        api.post(OLD).yaml("metadata: {name: a}\ninvolvedObject: {namespace: default}").now();
        api.post(NEW).yaml(BODY.formatted(2)).now();

        assertThat(watch.told()).containsExactly("ADDED a", "ADDED e2");
    }

    @Test
    void theNewerGroupWantsWholeEvents() {
        var refused =
                api.post(NEW)
                        .yaml(
                                """
                                metadata: {name: a}
                                deprecatedCount: 2
                                regarding: {namespace: default}\
                                """)
                        .now();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(ApiBench.tree(refused).text("message"))
                .isEqualTo(
                        "Event \"a\" is invalid: [eventTime: Required value, type: Invalid value:"
                                + " \"\": has invalid value: , count: Invalid value: \"\": needs to"
                                + " be unset]");
        assertThat(
                        ApiBench.tree(
                                        api.post(NEW)
                                                .yaml(
                                                        BODY.formatted(3)
                                                                .replace("action: Look\n", ""))
                                                .now())
                                .text("message"))
                .isEqualTo("Event \"e3\" is invalid: action: Required value");
    }
}
