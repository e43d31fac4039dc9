package io.github.rnn4j.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.cli.config.Extensions;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongerRunTest {

  /** A configuration. */
  public record Config(int epochs) {}

  @TempDir Path folder;
  private RunDirectory run;

  /** Two epochs of five minibatches. */
  @BeforeEach
  void train() {
    run = RunDirectory.create(folder.resolve("run"));
    TinyTraining.of(TinyTraining.minibatches(), 1e-3).run(2, new Checkpoints(run));
    opened().begin(new Config(2), 1, new Provenance.Data("numbers", "sha256:1", false));
  }

  private TrainingRun opened() {
    return new TrainOptions()
        .run(run, TinyTraining.console(), System.err, (shown, network) -> new RunListener() {});
  }

  private void finish() {
    Provenance begun = run.readJson(RunDirectory.PROVENANCE, Provenance.class);
    run.writeJson(RunDirectory.PROVENANCE, begun.finished(1, Map.of("test_loss", 0.5)));
  }

  private Extensions to(int epochs, double rate) {
    return new LongerRun(run, List.of(run)).to("--epochs", epochs, rate);
  }

  @Test
  void unfinishedRunIsToBeResumedFirst() {
    assertThatThrownBy(() -> to(3, Double.NaN))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("has not finished", "First resume it without --epochs");
  }

  @Test
  void noMoreThanWasTrainedIsRefused() {
    finish();

    assertThatThrownBy(() -> to(2, Double.NaN))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("--epochs is 2", "has already trained 2 epochs");
    assertThatThrownBy(() -> new LongerRun(run, List.of(run)).to("--updates", 10, Double.NaN))
        .hasMessageContaining("has already trained 10 updates");
  }

  @Test
  void trialIsRefused() {
    finish();
    run.writeJson(RunDirectory.TRIAL, new Trial(true, 0));

    assertThatThrownBy(() -> to(3, Double.NaN))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("only a trial (--fast-dev-run)");
  }

  @Test
  void askingForTheSameAgainResumesIt() {
    finish();
    Extensions asked = to(3, 0.01);
    asked.saveTo(run);

    assertThat(run.readJson(RunDirectory.PROVENANCE, Provenance.class).finalMetrics()).isEmpty();
    assertThat(to(3, 0.01)).isEqualTo(asked).isEqualTo(Extensions.of(run));
    assertThatThrownBy(() -> to(3, Double.NaN)).hasMessageContaining("has not finished");
  }

  @Test
  void configurationOfTheStartIsKept() {
    finish();
    to(3, Double.NaN).saveTo(run);

    opened().begin(new Config(3), 1, new Provenance.Data("numbers", "sha256:1", false));

    assertThat(run.readJson(RunDirectory.CONFIG, Config.class)).isEqualTo(new Config(2));
  }

  /** With the rate 0, the weights no longer change. */
  @Test
  void newLearningRateCountsFromThereOn() {
    finish();
    to(4, 0.0).saveTo(run);
    Checkpoint<MultiLayerNetwork> saved = Checkpoint.ofMultiLayerNetwork(run).orElseThrow();
    float[] before = saved.network().params().toFloatVector();

    TrainingResult result =
        TinyTraining.of(saved.network(), TinyTraining.minibatches())
            .resume(saved.state(), 4, opened().listeners());

    assertThat(result.epochs()).hasSize(4);
    assertThat(saved.network().params().toFloatVector()).isEqualTo(before);
  }

  /** A second training from the start, such as a refit, changes the rate after the same epoch. */
  @Test
  void newLearningRateDoesNotCountBefore() {
    finish();
    to(4, 0.0).saveTo(run);
    MultiLayerNetwork two = TinyTraining.network(1e-3);
    MultiLayerNetwork four = TinyTraining.network(1e-3);

    TinyTraining.of(two, TinyTraining.minibatches()).run(2);
    TinyTraining.of(four, TinyTraining.minibatches())
        .run(4, opened().learningRateChanges(TrainingRun.ONLY).toArray(RunListener[]::new));

    assertThat(four.params().toFloatVector()).isEqualTo(two.params().toFloatVector());
  }
}
