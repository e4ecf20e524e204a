package dev.wavetank.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class TabStopsTest {
    @Test
    void cellsBelowEachOtherAreOfOneWidthAndALineWithoutThemParts() {
        assertThat(TabStops.DESCRIBE.layOut("Name:\tx\nNamespace:\ty\nData\na:\t1\nbb:\t2\n"))
                .isEqualTo("Name:       x\nNamespace:  y\nData\na:   1\nbb:  2\n");
    }

    @Test
    void aColumnGoesOnOnlyWhereALineHasIt() {
        assertThat(TabStops.DESCRIBE.layOut("a:\tlong value\tz\nb:\tv\nc:\tw\tz\n"))
                .isEqualTo("a:  long value  z\nb:  v\nc:  w  z\n");
    }

    @Test
    void tablesHaveCellsOfSixAtLeast() {
        assertThat(TabStops.TABLE.layOut(List.of(List.of("A", "B"), List.of("ä", "2"))))
                .isEqualTo("A     B\nä     2\n");
    }
}
