package dev.wavetank.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TranscriptTest {
    @Test
    void linesBreakBetweenWordsAndALongWordHasItsOwn() {
        assertThat(Transcript.wrapped("one two three", 7)).containsExactly("one two", "three");
        assertThat(Transcript.wrapped("a pneumonoultramicro b", 6))
                .containsExactly("a", "pneumonoultramicro", "b");
        assertThat(Transcript.wrapped("", 6)).containsExactly("");
    }
}
