package dev.wavetank.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The real helm installs, changes and removes a chart made by `helm create`: `$WAVETANK_HELM`,
/// else the one on the path; skipped when there is none.
final class HelmTest {
    @TempDir Path home;

    @Test
    void helmTakesAChartThroughItsLife() throws IOException {
        String helm = Programs.find("WAVETANK_HELM", "helm");
        Assumptions.assumeFalse(
                helm.isEmpty(),
                "there is no helm: put one on the PATH, or name it by WAVETANK_HELM");
        try (var wavetank = new Wavetank(home)) {
            wavetank.ok("up");
            String chart = home.resolve("web").toString();
            ok(wavetank, helm, "create", chart);
            assertThat(ok(wavetank, helm, "install", "web", chart, "--wait", "--timeout", "4m"))
                    .contains("STATUS: deployed");
            ok(wavetank, helm, "upgrade", "web", chart, "--set", "replicaCount=2", "--wait");
            assertThat(wavetank.ok("get", "deployment", "web")).containsPattern("web +2/2 ");
            assertThat(ok(wavetank, helm, "history", "web"))
                    .containsPattern("1\\s.*superseded")
                    .containsPattern("2\\s.*deployed");
            assertThat(ok(wavetank, helm, "rollback", "web", "1", "--wait"))
                    .contains("Rollback was a success");
            assertThat(wavetank.ok("get", "deployment", "web")).containsPattern("web +1/1 ");
            assertThat(ok(wavetank, helm, "list")).containsPattern("web\\s.*\\s3\\s.*deployed");
            ok(wavetank, helm, "uninstall", "web", "--wait");
            assertThat(ok(wavetank, helm, "list", "-q").strip()).isEmpty();
            assertThat(wavetank.ok("get", "deployments,services", "-o", "name"))
                    .doesNotContain("web");
        }
    }

    private static String ok(Wavetank wavetank, String... command) {
        var result = wavetank.run(new ArrayList<>(List.of(command)));
        assertThat(result.code()).as("%s:%n%s", String.join(" ", command), result.out()).isZero();
        return result.out();
    }
}
