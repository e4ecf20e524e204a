package dev.wavetank.apiserver.core;

import static dev.wavetank.apiserver.core.Bench.accepted;
import static dev.wavetank.apiserver.core.Bench.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class EmitsTest {
    private static final String STARTED =
            "{'involvedObject': {'kind': 'Pod', 'namespace': 'default', 'name': 'web', 'uid': 'u'},"
                    + " 'reason': 'Started', 'message': 'Started container c', 'type': 'Normal',"
                    + " 'source': {'component': 'kubelet', 'host': 'node-1'}}";

    private final Bench bench = new Bench();

    private Event emit(String json) {
        return accepted(Event.KIND, bench.submit(new Action.Emit(object(Event.KIND, json))));
    }

    @Test
    void anEventIsNamedAfterItsObject() {
        var event = emit(STARTED);

        assertThat(event.meta().namespace()).isEqualTo("default");
        assertThat(event.meta().name()).matches("web\\.[0-9a-f]{16}");
        assertThat(event.count()).isEqualTo(1);
        assertThat(event.firstTimestamp()).isEqualTo(Bench.START);
        assertThat(event.lastTimestamp()).isEqualTo(Bench.START);
        assertThat(event.reportingComponent()).isEqualTo("kubelet");
        assertThat(event.reportingInstance()).isEqualTo("node-1");
    }

    @Test
    void theSameThingToldAgainIsCounted() {
        var first = emit(STARTED);
        bench.run(Duration.ofSeconds(10));

        var again = emit(STARTED);

        assertThat(again.meta().uid()).isEqualTo(first.meta().uid());
        assertThat(again.count()).isEqualTo(2);
        assertThat(again.firstTimestamp()).isEqualTo(Bench.START);
        assertThat(again.lastTimestamp()).isEqualTo(Bench.START.plusSeconds(10));
        assertThat(bench.state().table(Event.KIND).size()).isEqualTo(1);
    }

    @Test
    void anythingElseIsAnEventOfItsOwn() {
        emit(STARTED);
        emit(STARTED.replace("container c", "container d"));
        emit(STARTED.replace("'uid': 'u'", "'uid': 'v'"));
        emit(STARTED.replace("Normal", "Warning"));
        emit(STARTED.replace("'Started'", "'Begun'"));
        emit(STARTED.replace("kubelet", "other"));

        assertThat(bench.state().table(Event.KIND).size()).isEqualTo(6);
    }

    @Test
    void anEventAboutANodeIsKeptInTheDefaultNamespace() {
        var event =
                emit(STARTED.replace("'kind': 'Pod', 'namespace': 'default'", "'kind': 'Node'"));

        assertThat(event.meta().namespace()).isEqualTo("default");
    }

    @Test
    void anEventGoesAnHourAfterItWasToldLast() {
        var event = emit(STARTED);
        bench.run(Duration.ofMinutes(50));
        emit(STARTED);

        bench.run(Duration.ofMinutes(59));
        assertThat(bench.gone(event)).isFalse();
        bench.run(Duration.ofMinutes(2));
        assertThat(bench.gone(event)).isTrue();

        assertThat(emit(STARTED).count()).isEqualTo(1);
    }

    @Test
    void aNewLifeStillCountsAndStillForgets() {
        var event = emit(STARTED);
        bench.run(Duration.ofMinutes(40));
        bench.restart();

        assertThat(emit(STARTED).count()).isEqualTo(2);
        assertThat(bench.state().table(Event.KIND).size()).isEqualTo(1);

        bench.restart();
        bench.run(Duration.ofMinutes(59));
        assertThat(bench.gone(event)).isFalse();
        bench.run(Duration.ofMinutes(2));
        assertThat(bench.gone(event)).isTrue();
    }
}
