package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.protobuf.Sent;
import dev.wavetank.cluster.model.Json;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

final class ProtobufBodiesTest {
    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String PODS = "/api/v1/namespaces/default/pods";

    private final ApiBench bench = new ApiBench();

    @Test
    void anObjectIsCreatedAndReplaced() {
        var created = bench.post(CONFIG_MAPS).protobuf(configMap("c", "1")).now();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers()).containsEntry("content-type", "application/json");
        var replaced = bench.put(CONFIG_MAPS + "/c").protobuf(configMap("c", "2")).tree();
        assertThat(replaced.object("data")).isEqualTo(Json.Obj.EMPTY.with("n", "2"));
    }

    @Test
    void theKindMustBeThePathsOwn() {
        var answer = bench.post(PODS).protobuf(configMap("c", "1")).tree();
        assertThat(answer.get("code")).isEqualTo(Json.Num.of(400));
        assertThat(answer.text("message"))
                .startsWith("ConfigMap in version \"v1\" cannot be handled as a Pod");
    }

    @Test
    void damageIsABadRequestThatSaysWhatIsWrong() {
        byte[] whole = configMap("c", "1");
        var answer =
                bench.post(CONFIG_MAPS).protobuf(Arrays.copyOf(whole, whole.length - 9)).tree();
        assertThat(answer.text("reason")).isEqualTo("BadRequest");
        assertThat(answer.text("message"))
                .isEqualTo(
                        "the object provided is unrecognized (must be of type ConfigMap):"
                                + " unexpected EOF");
        assertThat(bench.bugs).isEmpty();
    }

    @Test
    void optionsOfADeletionAreObeyed() {
        bench.configMap("c");
        var preconditions = new Sent().message(2, new Sent().text(1, "another-uid"));
        var refused =
                bench.delete(CONFIG_MAPS + "/c")
                        .protobuf(preconditions.as("v1", "DeleteOptions"))
                        .tree();
        assertThat(refused.text("reason")).isEqualTo("Conflict");
        var dryRun = new Sent().text(5, "All").as("meta.k8s.io/v1", "DeleteOptions");
        assertThat(bench.delete(CONFIG_MAPS + "/c").protobuf(dryRun).now().status()).isEqualTo(200);
        assertThat(bench.get(CONFIG_MAPS + "/c").now().status()).isEqualTo(200);
        var any = new Sent().text(4, "Background").as("v1", "DeleteOptions");
        assertThat(bench.delete(CONFIG_MAPS + "/c").protobuf(any).now().status()).isEqualTo(200);
        assertThat(bench.get(CONFIG_MAPS + "/c").now().status()).isEqualTo(404);
    }

    @Test
    void podsAreBoundAndEvicted() {
        bench.pod("p");
        var target = new Sent().text(1, "Node").text(3, "node-1");
        var binding = new Sent().message(1, new Sent().text(1, "p")).message(2, target);
        var bound = bench.post(PODS + "/p/binding").protobuf(binding.as("v1", "Binding")).now();
        assertThat(bound.status()).isEqualTo(201);
        assertThat(bench.get(PODS + "/p").tree().object("spec").text("nodeName"))
                .isEqualTo("node-1");
        var eviction =
                new Sent()
                        .message(1, new Sent().text(1, "p"))
                        .message(2, new Sent().number(1, 0))
                        .as("policy/v1", "Eviction");
        assertThat(bench.post(PODS + "/p/eviction").protobuf(eviction).now().status())
                .isEqualTo(201);
        assertThat(bench.get(PODS + "/p").now().status()).isEqualTo(404);
    }

    @Test
    void aScaleIsReplaced() {
        bench.deployment("web");
        String path = "/apis/apps/v1/namespaces/default/deployments/web/scale";
        var scale =
                new Sent()
                        .message(1, new Sent().text(1, "web").text(3, "default"))
                        .message(2, new Sent().number(1, 5))
                        .as("autoscaling/v1", "Scale");
        assertThat(bench.put(path).protobuf(scale).tree().object("spec").get("replicas"))
                .isEqualTo(Json.Num.of(5));
    }

    private static byte[] configMap(String name, String value) {
        return new Sent()
                .message(1, new Sent().text(1, name).text(2, "").number(7, 0))
                .message(2, new Sent().text(1, "n").text(2, value))
                .as("v1", "ConfigMap");
    }
}
