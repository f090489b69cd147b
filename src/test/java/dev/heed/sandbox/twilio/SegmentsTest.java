package dev.heed.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentsTest {

    @Test
    void fitsLatinTextBySeptets() {
        assertThat(Segments.of("")).isEqualTo(1);
        assertThat(Segments.of("a".repeat(160))).isEqualTo(1);
        assertThat(Segments.of("a".repeat(161))).isEqualTo(2);
        assertThat(Segments.of("€".repeat(81))).isEqualTo(2);
    }

    @Test
    void fitsOtherScriptsByUnits() {
        assertThat(Segments.of("آ".repeat(70))).isEqualTo(1);
        assertThat(Segments.of("आ".repeat(71))).isEqualTo(2);
        assertThat(Segments.of("ş".repeat(135))).isEqualTo(3);
    }
}
