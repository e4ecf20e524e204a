package dev.wavetank.scenarios.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.NodeSelector;
import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.scenarios.faults.PodSelector;
import dev.wavetank.scenarios.faults.TimeChaos;
import dev.wavetank.scenarios.format.Tables;
import dev.wavetank.scenarios.plan.Assertion;
import dev.wavetank.scenarios.plan.ClusterPlan;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Liveness;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.plan.Step;
import dev.wavetank.scenarios.plan.Traffic;
import dev.wavetank.scenarios.plan.Trigger;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// docs/scenarios.md has its tables from the records. To renew them, run this test with the system
/// property `renew.docs=true`.
final class ReferencePageTest {
    private static final Pattern TABLE =
            Pattern.compile("(<!-- fields of (\\w+) -->\n).*?(<!-- end -->\n)", Pattern.DOTALL);
    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\n(apiVersion: wavetank.*?)```", Pattern.DOTALL);
    private static final List<Class<?>> RECORDS =
            List.of(
                    Scenario.class,
                    ClusterPlan.class,
                    Traffic.class,
                    Assertion.class,
                    Step.class,
                    Trigger.class,
                    Liveness.class,
                    Applied.Entry.class,
                    Deed.Patch.class,
                    Deed.Scale.class,
                    Deed.WaitUntil.class,
                    Deed.Repeat.class,
                    PodChaos.class,
                    NetworkChaos.class,
                    NetworkChaos.Delay.class,
                    NetworkChaos.Bandwidth.class,
                    TimeChaos.class,
                    NodeChaos.class,
                    ControlPlaneChaos.class,
                    PodSelector.class,
                    NodeSelector.class);

    private static Path page() {
        var here = Path.of("docs/scenarios.md");
        return Files.exists(here) ? here : Path.of("..").resolve(here);
    }

    @Test
    void theTablesAreThoseOfTheRecords() throws IOException {
        String page = Files.readString(page());
        String renewed = TABLE.matcher(page).replaceAll(ReferencePageTest::table);

        if (Boolean.getBoolean("renew.docs")) {
            Files.writeString(page(), renewed);
            return;
        }
        assertThat(page)
                .as("docs/scenarios.md is renewed by this test with -Drenew.docs=true")
                .isEqualTo(renewed);
    }

    private static String table(MatchResult match) {
        var type =
                RECORDS.stream()
                        .filter(each -> each.getSimpleName().equals(match.group(2)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no record " + match.group(2)));
        return Matcher.quoteReplacement(match.group(1) + Tables.of(type) + match.group(3));
    }

    @Test
    void everyRecordHasItsTable() throws IOException {
        String page = Files.readString(page());

        assertThat(RECORDS)
                .allSatisfy(type ->
                        assertThat(page).contains("<!-- fields of " + type.getSimpleName()));
    }

    @Test
    void theExamplesAreScenarios() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(page())).results().toList();

        assertThat(examples).isNotEmpty();
        assertThat(examples)
                .allSatisfy(example -> assertThat(Reading.scenario(example.group(1))).isNotNull());
    }

    @Test
    void theSchemaKnowsEveryFieldAndRefersToWhatItDefines() {
        var schema = JsonText.read(ScenarioFiles.schema());
        var definitions = ((Json.Obj) schema).object("$defs");

        assertThat(definitions.object("Scenario").object("properties").has("steadyState")).isTrue();
        assertThat(definitions.object("Step").object("properties").has("waitUntil")).isTrue();
        assertThat(definitions.object("PodChaos").object("properties").object("action"))
                .hasToString(
                        "{\"description\":\"what happens to them\",\"enum\":[\"pod-kill\","
                                + "\"pod-failure\",\"container-kill\"]}");
        for (var reference :
                Pattern.compile("#/\\$defs/([\\w.]+)")
                        .matcher(schema.toString())
                        .results()
                        .toList()) {
            assertThat(definitions.has(reference.group(1))).isTrue();
        }
    }
}
