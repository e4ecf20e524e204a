package dev.wavetank.cli.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;

import org.junit.jupiter.api.Test;

final class TableTextTest {
    private static final Json.Obj PODS =
            (Json.Obj)
                    JsonText.read(
                            """
                            {"columnDefinitions":[
                               {"name":"Name","priority":0},{"name":"Ready","priority":0},
                               {"name":"Restarts","priority":0},{"name":"Node","priority":1}],
                             "rows":[
                               {"cells":["web","1/1",0,"node-1"],"object":{"metadata":
                                  {"namespace":"default","labels":{"app":"web","tier":"front"}}}},
                               {"cells":["database","0/1",12,"node-2\\nsecond line"],"object":
                                  {"metadata":{"namespace":"kube-system"}}}]}
                            """);

    private static final Json.Obj LATER =
            (Json.Obj)
                    JsonText.read(
                            """
                            {"rows":[{"cells":["a","1/1",0,"node-1"],
                                      "object":{"metadata":{"namespace":"default"}}}]}
                            """);

    @Test
    void columnsAreAsWideAsTheirWidestCellAndThreeSpacesAndAtLeastSix() {
        assertThat(new TableText(false, false, false, "").lines(PODS, true))
                .containsExactly(
                        "NAME       READY   RESTARTS",
                        "web        1/1     0",
                        "database   0/1     12");
        assertThat(new TableText(false, false, false, "").lines(PODS, false))
                .containsExactly("web        1/1   0", "database   0/1   12");
    }

    @Test
    void wideShowsColumnsOfLowerPriorityAndTheFirstLineOfLongCells() {
        assertThat(new TableText(true, false, false, "").lines(PODS, true))
                .containsExactly(
                        "NAME       READY   RESTARTS   NODE",
                        "web        1/1     0          node-1",
                        "database   0/1     12         node-2...");
    }

    @Test
    void namespacesComeFirstAndLabelsLastAndNamesMayHaveTheirType() {
        assertThat(new TableText(false, true, true, "pod/").lines(PODS, true))
                .containsExactly(
                        "NAMESPACE     NAME           READY   RESTARTS   LABELS",
                        "default       pod/web        1/1     0          app=web,tier=front",
                        "kube-system   pod/database   0/1     12         <none>");
    }

    @Test
    void rowsThatComeLaterStayBelowTheirHeader() {
        var text = new TableText(false, false, false, "");
        text.lines(PODS, true);
        assertThat(text.lines(LATER, false)).containsExactly("a          1/1     0");
    }
}
