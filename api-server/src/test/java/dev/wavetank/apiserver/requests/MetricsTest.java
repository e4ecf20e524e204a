package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What `/metrics` counts.
class MetricsTest {
    private final ApiBench api = new ApiBench();

    @Test
    void requestsAreCountedByWhatTheyAsk() {
        api.get("/api/v1/namespaces/default/pods").now();
        api.get("/api/v1/namespaces/default/pods/none").now();

        assertThat(ApiBench.text(api.get("/metrics").now()))
                .contains(
                        "apiserver_request_total{code=\"200\",group=\"\",resource=\"pods\",scope=\"namespace\",subresource=\"\",verb=\"LIST\",version=\"v1\"}"
                            + " 1.0")
                .contains(
                        "apiserver_request_total{code=\"404\",group=\"\",resource=\"pods\",scope=\"resource\",subresource=\"\",verb=\"GET\",version=\"v1\"}"
                            + " 1.0");
    }

    @Test
    void whatClientsMakeUpDoesNotGrowThem() {
        for (int i = 0; i < 20; i++) {
            api.new Asking("MADE" + i, "/up/" + i).now();
            api.get("/apis/made" + i + "/v1/up").now();
        }

        assertThat(ApiBench.text(api.get("/metrics").now()))
                .doesNotContain("MADE", "made")
                .contains("verb=\"OTHER\"");
    }
}
