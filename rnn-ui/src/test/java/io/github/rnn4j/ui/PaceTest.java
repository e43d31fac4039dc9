package io.github.rnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  private static final long MILLISECOND = 1_000_000;

  private long now;
  private long reports;
  private long spent;

  /** A training whose reports and updates take the same time each. */
  private void train(double seconds, double update, double report) {
    Pace pace = new Pace(() -> now);
    while (now < seconds * 1e9) {
      if (pace.due()) {
        long cost = (long) (report * MILLISECOND);
        now += cost;
        spent += reports < 2 ? 0 : cost;
        reports++;
        pace.reported(cost);
      }
      now += (long) (update * MILLISECOND);
    }
  }

  @ParameterizedTest
  @CsvSource({"60, 2, 5", "60, 80, 60", "600, 80, 400", "3600, 5, 20"})
  void reportsTakeLessThanTheirShareOfTheTraining(double seconds, double update, double report) {
    train(seconds, update, report);

    // The training may end right after a report, before the time that it costs.
    assertThat(spent).isLessThan((long) (Pace.SHARE * now + report * MILLISECOND));
    assertThat(reports).isGreaterThan(20);
  }

  @Test
  void firstThreeUpdatesAreReportedHoweverLongItTakes() {
    Pace pace = new Pace(() -> now);
    for (int update = 0; update < 3; update++) {
      assertThat(pace.due()).as("update " + update).isTrue();
      now += 2_000 * MILLISECOND; // classes are loaded
      pace.reported(2_000 * MILLISECOND);
    }

    assertThat(pace.due()).isFalse();
  }

  @Test
  void cheapReportsOfALongTrainingAreFew() {
    train(36_000, 5, 0.1); // ten hours

    // After the n-th second a report every n / 256 seconds: some 256 ln(36,000 s / 5 ms) of them.
    assertThat(reports).isBetween(1_000L, 256L * 16);
  }
}
