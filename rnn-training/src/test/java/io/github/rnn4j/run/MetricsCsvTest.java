package io.github.rnn4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.ScriptedValidator;
import io.github.rnn4j.loop.TinyData;
import io.github.rnn4j.loop.TrainingTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsCsvTest {

  private static final String HEADER =
      "epoch,minibatches,training_loss,validation_loss,validation_auc,tokens_per_second,seconds";

  @TempDir Path parent;
  private RunDirectory run;
  private MetricsCsv csv;

  @BeforeEach
  void newRun() {
    run = RunDirectory.create(parent.resolve("run"));
    csv = new MetricsCsv(run);
  }

  @Test
  void isCompleteAfterEveryEpoch() {
    csv.epoch(epoch(1, 0.7, 0.5), null);
    assertThat(run.file(RunDirectory.METRICS))
        .hasContent(HEADER + "\n1,20,0.7,0.25,0.5,1500.0,2.0\n");

    csv.epoch(epoch(2, 0.6, 0.625), null);
    assertThat(run.file(RunDirectory.METRICS))
        .hasContent(HEADER + "\n1,20,0.7,0.25,0.5,1500.0,2.0\n2,20,0.6,0.25,0.625,1500.0,2.0\n");
  }

  @Test
  void readsBackTheSameNumbersInTheSameOrder() {
    csv.epoch(epoch(1, 0.1 + 0.2, Math.PI), null);
    csv.epoch(epoch(2, 1e-12, Double.NaN), null);

    List<MetricsCsv.Row> rows = MetricsCsv.read(run.require(RunDirectory.METRICS));

    assertThat(rows)
        .containsExactly(
            MetricsCsv.Row.of(epoch(1, 0.1 + 0.2, Math.PI)),
            MetricsCsv.Row.of(epoch(2, 1e-12, Double.NaN)));
    assertThat(rows.get(0).validation().keySet()).containsExactly("loss", "auc");
  }

  @Test
  void lossPerValueHasAColumnIfItIsMeasured() {
    MetricsCsv perValue =
        MetricsCsv.perValue(run, training -> training.loss() == 0.7 ? Double.NaN : 0.03);

    perValue.epoch(epoch(1, 0.7, 0.5), null);
    assertThat(run.file(RunDirectory.METRICS))
        .hasContent(HEADER + "\n1,20,0.7,0.25,0.5,1500.0,2.0\n");
    perValue.epoch(epoch(2, 0.6, 0.625), null);

    assertThat(run.file(RunDirectory.METRICS))
        .hasContent(
            HEADER.replace("training_loss", "training_loss,training_loss_per_value")
                + "\n1,20,0.7,NaN,0.25,0.5,1500.0,2.0\n2,20,0.6,0.03,0.25,0.625,1500.0,2.0\n");
    assertThat(MetricsCsv.read(run.file(RunDirectory.METRICS)))
        .extracting(MetricsCsv.Row::trainingLossPerValue)
        .containsExactly(Double.NaN, 0.03);
  }

  @Test
  void numbersDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      csv.epoch(epoch(1, 1234.5, 0.5), null);
    } finally {
      Locale.setDefault(before);
    }

    assertThat(run.file(RunDirectory.METRICS)).content().contains("\n1,20,1234.5,0.25,0.5,");
  }

  @Test
  void aSecondRunStartsAnew() {
    csv.epoch(epoch(1, 0.7, 0.5), null);

    csv.started(TinyData.control(ScriptedValidator.ACCURACY));
    csv.epoch(epoch(1, 0.9, 0.5), null);

    assertThat(MetricsCsv.read(run.file(RunDirectory.METRICS)))
        .extracting(MetricsCsv.Row::trainingLoss)
        .containsExactly(0.9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,20,0.7,0.25,0.5,1500.0 | line 2: 6 values for 7 columns",
        "1,20,0.7,x,0.5,1500.0,2.0 | line 2",
        "1.5,20,0.7,0.2,0.5,1500.0,2.0 | line 2",
      })
  void aLineThatDoesNotFitIsNamed(String line, String named) throws IOException {
    Path file = Files.writeString(parent.resolve("metrics.csv"), HEADER + "\n" + line + "\n");

    assertThatThrownBy(() -> MetricsCsv.read(file))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(file.toString(), named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "a,b", "epoch,minibatches,training_loss,loss,tokens_per_second,seconds"})
  void anotherFileIsRefused(String header) throws IOException {
    Path file = Files.writeString(parent.resolve("metrics.csv"), header + "\n");

    assertThatThrownBy(() -> MetricsCsv.read(file))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            file.toString(), "not a file of training metrics", "training_loss");
  }

  private static EpochEvent epoch(int epoch, double loss, double auc) {
    Map<String, Double> validation = new LinkedHashMap<>();
    validation.put("loss", 0.25);
    validation.put("auc", auc);
    // A power of two: the mean of the sum is the loss itself.
    TrainingTotals training = new TrainingTotals(20, 512, 3000, 512 * loss, 2, Map.of());
    return new EpochEvent(epoch, training, validation, 0.5, true);
  }
}
