package io.github.rnn4j.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three epochs of five minibatches, and a clock that tests set. */
class LimitsTest {

  private final List<String> reached = new ArrayList<>();
  private long seconds;

  private long nanos() {
    return seconds * 1_000_000_000L;
  }

  private Limits limits(String time, Long updates) {
    return new Limits(time == null ? null : Duration.parse(time), updates, this::nanos);
  }

  private static int updates(TrainingResult result) {
    return result.epochs().stream().mapToInt(epoch -> epoch.training().minibatches()).sum();
  }

  private TrainingResult train(Limits limits, int left) {
    return TinyTraining.of(TinyTraining.minibatches(), 1e-5).run(3, limits.of(left, reached::add));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 5", "7, 7", "14, 14"})
  void trainingEndsAfterSoManyUpdates(long most, int done) {
    TrainingResult result = train(limits(null, most), 1);

    assertThat(updates(result)).isEqualTo(done);
    assertThat(result.stopReason()).isEqualTo("--max-updates " + most);
    assertThat(reached).containsExactly("--max-updates=" + most);
  }

  @ParameterizedTest
  @CsvSource({"15", "99"})
  void limitThatShortensNothingIsNotReached(long most) {
    assertThat(updates(train(limits(null, most), 1))).isEqualTo(15);
    assertThat(reached).isEmpty();
  }

  @Test
  void trainingEndsWhenItsTimeIsOver() {
    TrainingResult result = train(limits("PT0S", null), 1);

    assertThat(updates(result)).isEqualTo(1);
    assertThat(result.stopReason()).isEqualTo("--max-time 0s");
    assertThat(reached).containsExactly("--max-time=0s");
  }

  @Test
  void validationMayUseUpTheTime() {
    Limits limits = limits("PT10S", null);

    TrainingResult result =
        TinyTraining.of(TinyTraining.minibatches(), 1e-5, () -> seconds += 100)
            .run(3, limits.of(1, reached::add));

    assertThat(updates(result)).isEqualTo(5); // not one more, with another validation
    assertThat(reached).containsExactly("--max-time=10s");
  }

  @Test
  void networksShareTheTimeFairly() {
    Limits limits = limits("PT10S", null);

    assertThat(updates(trainUntil(limits, 5, 1))).isEqualTo(15);
    assertThat(updates(trainUntil(limits, 4, 4))).isEqualTo(2); // until second 1 + 9 / 4
    assertThat(updates(trainUntil(limits, 3, 5))).isEqualTo(15); // until second 4 + 6 / 3
    assertThat(updates(trainUntil(limits, 2, 10))).isEqualTo(2);
    assertThat(updates(trainUntil(limits, 1, 10))).isEqualTo(1); // no time is left
  }

  /** Trains a network, whose first update takes until this second. */
  private TrainingResult trainUntil(Limits limits, int left, long second) {
    RunListener slow =
        new RunListener() {
          @Override
          public void minibatch(MinibatchEvent event, RunControl run) {
            seconds = second;
          }
        };
    return TinyTraining.of(TinyTraining.minibatches(), 1e-5)
        .run(3, limits.of(left, reached::add), slow);
  }
}
