package io.github.rnn4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void timesAreShownToTheSecondAndOtherTextsAsTheyAre() {
    assertThat(Figures.time("2026-11-22T15:36:53.845680249Z")).isEqualTo("2026-11-22 15:36:53 UTC");
    assertThat(Figures.time("2026-11-22T15:36:53Z")).isEqualTo("2026-11-22 15:36:53 UTC");
    assertThat(Figures.time("today")).isEqualTo("today");
  }
}
