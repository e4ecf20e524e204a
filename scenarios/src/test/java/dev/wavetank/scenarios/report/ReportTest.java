package dev.wavetank.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.NodeSelector;
import dev.wavetank.scenarios.plan.ClusterPlan;
import dev.wavetank.scenarios.plan.Liveness;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.run.Check;
import dev.wavetank.scenarios.run.Entry;
import dev.wavetank.scenarios.run.Life;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Sample;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.sight.FaultRecord;
import dev.wavetank.scenarios.sight.Violation;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

import javax.xml.parsers.DocumentBuilderFactory;

final class ReportTest {
    private static final String HOSTILE = "</script><img src=x onerror=\"a('&')\">\u0001\u202e";

    private static Time at(int seconds) {
        return new Time(Instant.EPOCH.plusSeconds(seconds), seconds * 1_000_000_000L);
    }

    private static Result result(String name, Verdict verdict) {
        var scenario =
                new Scenario(
                        "story",
                        name,
                        name,
                        new ClusterPlan(3, Quantity.of("4"), Quantity.of("8Gi"), List.of(), 1),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Liveness(null, Duration.ofMinutes(10), 0));
        var fault =
                new NodeChaos(
                        NodeChaos.Action.POWER_OFF,
                        Mode.ALL,
                        "",
                        new NodeSelector(List.of("node-2"), new TreeMap<>()),
                        null,
                        "100",
                        null,
                        null,
                        NetworkChaos.Direction.BOTH,
                        null);
        var traffic = new TreeMap<String, Sample.Requests>();
        traffic.put(name, new Sample.Requests(90, 10));
        return new Result(
                scenario,
                7,
                verdict,
                "ab12",
                List.of(
                        new Entry(at(0), Entry.Sort.PHASE, "", "the cluster boots"),
                        new Entry(at(10), Entry.Sort.PHASE, "", Result.METHOD_BEGINS),
                        new Entry(at(10), Entry.Sort.FAULT_BEGINS, name, "begins on node-2"),
                        new Entry(at(370), Entry.Sort.HOLDS_AGAIN, name, "is recovered from")),
                List.of(
                        new FaultRecord(
                                1, name, fault, List.of(name), at(10), at(310), at(370), true)),
                List.of(
                        new Check(name, "end", "1 < 2", null, ""),
                        new Check("bad", "step", name, at(40), name)),
                List.of(new Violation(at(50), "no-twins", name, List.of("pod a", name))),
                List.of(
                        new Sample(at(0), 3, 2, 0, new TreeMap<>()),
                        new Sample(at(60), 3, 2, 2, traffic)),
                List.of(
                        new Life(
                                Life.Of.POD,
                                name,
                                name,
                                List.of(
                                        new Life.Span(at(5), Life.State.READY, name),
                                        new Life.Span(at(60), Life.State.GONE, "")))),
                List.of(),
                at(10),
                at(400));
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void namesThatLookLikeMarkupStayText() throws Exception {
        var result = result(HOSTILE, Verdict.ASSERTION_FAILED);

        String html = HtmlReport.of(result, HOSTILE);

        assertThat(html).doesNotContain("<img", "\u0001", "\u202e");
        assertThat(html.split("</script>", -1)).hasSize(2);
        assertThat(html).contains("&lt;/script&gt;&lt;img src=x onerror=&quot;a(&#39;&amp;&#39;)");
        String svg = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + 6);
        assertThat(xml(svg).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(xml(JUnitXml.of(result)).getElementsByTagName("testcase").getLength())
                .isEqualTo(4);
    }

    @Test
    void thePageNeedsNothingBesideItself() {
        String html = HtmlReport.of(result("plain", Verdict.PASSED), "wavetank scenario run x");

        assertThat(html)
                .doesNotContain("http:", "https:", "//cdn", " src=", "<link", "@import", "url(");
        assertThat(html).contains("default-src &#39;none&#39;".replace("&#39;", "'"));
    }

    @Test
    void thePageTellsVerdictSeedTraceAndHowToLiveItAgain() {
        String html =
                HtmlReport.of(
                        result("power-off", Verdict.INVARIANT_VIOLATED),
                        "wavetank scenario run story.yaml --seed 7");

        assertThat(html)
                .contains(
                        "failed: the cluster did what it must never do",
                        "<code>7</code>",
                        "<code>ab12</code>",
                        "<code>wavetank scenario run story.yaml --seed 7</code>",
                        "recovered 6 min after it began",
                        "90 requests answered, 10 lost",
                        "failed at 00:40.0",
                        "pod a, power-off");
    }

    @Test
    void theSameRunMakesTheSameBytes() {
        assertThat(HtmlReport.of(result("a", Verdict.PASSED), "x"))
                .isEqualTo(HtmlReport.of(result("a", Verdict.PASSED), "x"));
        assertThat(JsonReport.of(result("a", Verdict.PASSED)))
                .isEqualTo(JsonReport.of(result("a", Verdict.PASSED)));
    }

    @Test
    void jUnitHasACaseForEachThingThatHasToHold() throws Exception {
        var suite =
                (Element)
                        xml(JUnitXml.of(result("held", Verdict.INVARIANT_VIOLATED)))
                                .getElementsByTagName("testsuite")
                                .item(0);

        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("time")).isEqualTo("390.000");
        var failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("held");
        assertThat(((Element) failure.getParentNode()).getAttribute("time")).isEqualTo("30.000");
    }

    @Test
    void jsonSaysThatARunWasCompletedAndYetDeviated() {
        var json = (Json.Obj) JsonText.read(JsonReport.of(result("x", Verdict.INVARIANT_VIOLATED)));

        assertThat(json.text("status")).isEqualTo("completed");
        assertThat(json.get("deviated")).isEqualTo(new Json.Bool(true));
        assertThat(json.object("verdict").text("verdict")).isEqualTo("Fail");
        assertThat(json.object("verdict").get("exit_code")).isEqualTo(Json.Num.of(3));
        var fault = (Json.Obj) json.array("faults").getFirst();
        assertThat(fault.get("recovery_seconds")).isEqualTo(new Json.Num("360.000"));
    }

    @Test
    void quietTimeIsDrawnShorterAndOrderStays() {
        var axis = new Axis(result("x", Verdict.PASSED), 1000);

        assertThat(axis.at(at(0))).isZero();
        assertThat(axis.at(at(400))).isEqualTo(1000);
        assertThat(axis.at(at(5))).isLessThan(axis.at(at(10)));
        // 250 s of 400 s would be 625 of 1000 units.
        double quiet = axis.at(at(310)) - axis.at(at(60));
        assertThat(quiet).isLessThan(450);
        assertThat(axis.quiet()).extracting(Axis.Quiet::seconds).contains(250.0, 60.0);
    }
}
