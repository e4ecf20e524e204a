package dev.wavetank.apiserver.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class AdvertisedTest {
    private final Bench bench = new Bench();

    private void advertise(int port) {
        bench.core.advertise("127.0.0.1", port);
        bench.run(Duration.ofMillis(5));
    }

    private Service service() {
        return bench.get(Service.KIND, "default", "kubernetes");
    }

    private EndpointSlice slice() {
        return bench.get(EndpointSlice.KIND, "default", "kubernetes");
    }

    @Test
    void theFirstAddressLeadsToTheServer() {
        advertise(6443);

        var spec = service().spec();
        assertThat(spec.clusterIP()).isEqualTo("10.96.0.1");
        assertThat(spec.clusterIPs()).containsExactly("10.96.0.1");
        assertThat(spec.type()).isEqualTo("ClusterIP");
        var port = spec.ports().getFirst();
        assertThat(port.name() + " " + port.port() + " " + port.targetPort())
                .isEqualTo("https 443 6443");
        assertThat(service().meta().labels())
                .containsEntry("component", "apiserver")
                .containsEntry("provider", "kubernetes");
        assertThat(slice().meta().labels())
                .containsEntry("kubernetes.io/service-name", "kubernetes");
        assertThat(slice().endpoints().getFirst().addresses()).containsExactly("127.0.0.1");
        assertThat(slice().ports().getFirst().port()).isEqualTo(6443);
    }

    @Test
    void theNextLifeAtTheSamePortHasNothingToWrite() {
        advertise(6443);
        bench.restart();
        long before = bench.state().revision();
        advertise(6443);

        assertThat(bench.state().revision()).isEqualTo(before);
    }

    @Test
    void theNextLifeAtAnotherPortPutsItRight() {
        advertise(6443);
        String uid = service().meta().uid();
        bench.restart();
        advertise(7443);

        assertThat(service().meta().uid()).isEqualTo(uid);
        assertThat(service().spec().ports().getFirst().targetPort()).hasToString("7443");
        assertThat(slice().ports().getFirst().port()).isEqualTo(7443);
    }

    @Test
    void whoDeletesItFindsItAgain() {
        advertise(6443);
        bench.submit(Action.Delete.of(service()));
        bench.submit(Action.Delete.of(slice()));
        assertThat(bench.state().table(Service.KIND).get(new Key("default", "kubernetes")))
                .isNull();
        bench.run(Duration.ofSeconds(10).plusMillis(5));

        assertThat(service().spec().clusterIP()).isEqualTo("10.96.0.1");
        assertThat(slice().endpoints()).hasSize(1);
    }
}
