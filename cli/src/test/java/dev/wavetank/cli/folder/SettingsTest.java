package dev.wavetank.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Taint;
import dev.wavetank.tank.Blueprint.Machine;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class SettingsTest {
    private static final Machine GPU =
            new Machine(
                    "gpu",
                    7,
                    Quantity.of("32"),
                    Quantity.of("128Gi"),
                    new TreeMap<>(Map.of("disk", "ssd")),
                    List.of(new Taint("gpu", "yes", "NoSchedule", null, Json.Obj.EMPTY)));

    @Test
    void whatIsWrittenReadsBackEqualWhetherMachinesAreEqualOrNot() {
        Settings mixed = Settings.DEFAULT.with(GPU);
        assertThat(Settings.read(mixed.text())).isEqualTo(mixed);
        assertThat(Settings.read(Settings.DEFAULT.text())).isEqualTo(Settings.DEFAULT);
        assertThat(mixed.without("gpu")).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void equalMachinesAreWrittenAsOneAndOthersOneByOne() {
        assertThat(Settings.DEFAULT.text()).contains("\"nodes\": 3").doesNotContain("machines");
        assertThat(Settings.DEFAULT.without("node-2").uniform()).isFalse();
    }

    @Test
    void theDescriptionSumsUpWhatIsNotEqual() {
        assertThat(Settings.DEFAULT.describe()).isEqualTo("3 nodes of 4 CPU and 8Gi");
        assertThat(Settings.DEFAULT.with(GPU).describe())
                .isEqualTo("4 nodes with 44 CPU and 152Gi in all");
    }
}
