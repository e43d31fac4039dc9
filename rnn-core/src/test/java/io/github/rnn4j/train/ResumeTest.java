package io.github.rnn4j.train;

import static io.github.rnn4j.train.ScriptedValidator.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {

  @TempDir Path parent;
  private RunDirectory run;

  @BeforeEach
  void newRun() {
    run = RunDirectory.create(parent.resolve("run"));
  }

  private Training<MultiLayerNetwork> training(MultiLayerNetwork network, double... accuracies) {
    return new Training<>(
        network, Minibatches.of(TinyData.iterator()), new ScriptedValidator(accuracies), ACCURACY);
  }

  private RunListener[] listeners(RunListener... more) {
    List<RunListener> all = new ArrayList<>();
    all.addAll(
        List.of(
            new TrainingHistory(run),
            new UpdateLosses(run),
            new Checkpoints(run),
            MetricsCsv.perToken(run)));
    all.addAll(List.of(more));
    return all.toArray(RunListener[]::new);
  }

  @Test
  void resumedRunHasWeightsFilesAndBestEpochOfOneThatWasNotInterrupted() throws IOException {
    MultiLayerNetwork whole = TinyData.network();
    TrainingResult expected = training(whole, 0.5, 0.9, 0.7, 0.8).run(4, listeners());
    List<String> updates = Files.readAllLines(run.file(RunDirectory.UPDATES));
    newRunInPlace();

    training(TinyData.network(), 0.5, 0.9).run(2, listeners());
    MultiLayerNetwork resumed = run.multiLayerNetwork(RunDirectory.LAST);
    List<EpochEvent> done = TrainingHistory.read(run, resumed.getEpochCount());
    TrainingResult result = training(resumed, 0.7, 0.8).resume(done, 4, listeners());

    assertThat(resumed.params().toFloatVector()).isEqualTo(whole.params().toFloatVector());
    assertThat(resumed.updaterState().toFloatVector())
        .isEqualTo(whole.updaterState().toFloatVector());
    assertThat(result.epochs()).extracting(EpochEvent::epoch).containsExactly(1, 2, 3, 4);
    assertThat(result.epochs())
        .extracting(event -> event.training().loss())
        .isEqualTo(expected.epochs().stream().map(event -> event.training().loss()).toList());
    assertThat(result.best().epoch()).isEqualTo(2);
    assertThat(MetricsCsv.read(run.file(RunDirectory.METRICS))).hasSize(4);
    // 3 minibatches in each of 4 epochs.
    assertThat(updates).hasSize(1 + 12);
    assertThat(Files.readAllLines(run.file(RunDirectory.UPDATES))).isEqualTo(updates);
  }

  private void newRunInPlace() {
    run = RunDirectory.replace(run.folder());
  }

  @Test
  void earlyStoppingCountsTheEpochsBeforeTheInterruption() {
    training(TinyData.network(), 0.9, 0.7).run(2, listeners());
    List<EpochEvent> done = TrainingHistory.read(run, 2);

    TrainingResult result =
        training(run.multiLayerNetwork(RunDirectory.LAST), 0.8, 0.8, 0.8)
            .resume(done, 5, new EarlyStopping(ACCURACY, 2, 0));

    assertThat(result.epochs()).hasSize(3);
    assertThat(result.stopReason()).contains("best 0.9000 in epoch 1");
  }

  @Test
  void historyThatIsAheadOfTheNetworkIsCut() {
    training(TinyData.network(), 0.5, 0.6, 0.7).run(3, new TrainingHistory(run));

    assertThat(TrainingHistory.read(run, 2)).extracting(EpochEvent::epoch).containsExactly(1, 2);
  }

  @Test
  void historyThatIsTooShortNamesBothNumbers() {
    training(TinyData.network(), 0.5).run(1, new TrainingHistory(run));

    assertThatThrownBy(() -> TrainingHistory.read(run, 3))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("1 epochs", "has 3", "train anew");
  }

  @Test
  void runThatIsCompleteHasNothingToResume() {
    List<EpochEvent> done = training(TinyData.network(), 0.5, 0.6).run(2).epochs();

    assertThatThrownBy(() -> training(TinyData.network(), 0.5).resume(done, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs is 2: give at least 3.");
    assertThatThrownBy(() -> training(TinyData.network(), 0.5).resume(done.subList(1, 2), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Epoch 2 stands at place 1");
  }

  @Test
  void lossPerTokenIsTheLossOfAllSequencesByTheirRealSteps() {
    // 10 sequences have 23 real steps: TrainingTest counts them.
    TrainingTotals totals = training(TinyData.network(), 0.5).run(1).best().training();

    assertThat(totals.lossPerToken()).isEqualTo(totals.loss() * 10 / 23);
  }
}
