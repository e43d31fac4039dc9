package io.github.rnn4j.timeseries.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.TrainingTotals;
import io.github.rnn4j.metric.MetricName;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemberProgressTest {

  @Test
  void lineHasTheTimeOfAllEpochsThoseBeforeAnInterruptionIncluded() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream story = new PrintStream(written, true, StandardCharsets.UTF_8);
    Console console = new Console(InputStream.nullInputStream(), story, story, () -> 0);
    List<EpochEvent> epochs = List.of(epoch(1, 0.5), epoch(2, 0.25));

    MemberProgress progress = MemberProgress.choosing(console, story, "Network 1/2");
    progress.ended(new TrainingResult(epochs, epochs.get(1), "all 2 epochs done", 1));

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            "Network 1/2, best epoch 2 of 2: validation loss 0.2500 (84 s)\n");
  }

  /** An epoch with 40 seconds of training and 2 of validation. */
  private static EpochEvent epoch(int number, double loss) {
    TrainingTotals training = new TrainingTotals(1, 2, 40, 1, 40, Map.of());
    return new EpochEvent(number, training, Map.of(MetricName.LOSS, loss), 2, true);
  }
}
