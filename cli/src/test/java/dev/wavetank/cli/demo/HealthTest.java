package dev.wavetank.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.tank.Blueprint;
import dev.wavetank.tank.Ports;
import dev.wavetank.tank.VirtualTank;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class HealthTest {
    private final Shop shop = Shop.version("1");
    private final VirtualTank tank =
            new VirtualTank(
                    1,
                    Blueprint.of(
                            2, Quantity.of("4"), Quantity.of("8Gi"), Blueprint.VIRTUAL_CROSSING),
                    Ports.PLAIN,
                    Trace.NONE);

    HealthTest() {
        tank.run(Duration.ofSeconds(1));
        shop.manifests().forEach(tank::apply);
        tank.run(Duration.ofSeconds(30));
    }

    private List<String> problems(Shop wanted) {
        return Health.problems(tank.state(), 2, wanted.images());
    }

    @Test
    void aShopThatRunsHasNoProblem() {
        assertThat(problems(shop)).isEmpty();
    }

    @Test
    void podsOfTheOldVersionAreAProblem() {
        assertThat(problems(Shop.version("2")))
                .contains(
                        "deployment/gateway does not ask for [wavetank/shop-gateway:2.0.0]",
                        "deployment/gateway: 0 of 2 pods run [wavetank/shop-gateway:2.0.0]");
    }

    @Test
    void aNodeWithoutPowerIsAProblemAndSoAreItsPods() {
        tank.tank().powerOff("node-1");
        tank.run(Duration.ofSeconds(60));

        var pod = tank.state().table(Pod.KIND).on("node-1").getFirst();
        assertThat(problems(shop))
                .contains(
                        "node/node-1 is not Ready",
                        "node/node-1 still has taints",
                        "pod/" + pod.meta().name() + " is not ready");
    }

    @Test
    void aPodThatFitsNowhereIsAProblem() {
        tank.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: giant}
                spec:
                  containers:
                    - {name: giant, image: giant, resources: {requests: {cpu: "64"}}}
                """);
        tank.run(Duration.ofSeconds(5));

        assertThat(problems(shop)).containsExactly("pod/giant has no node");
    }
}
