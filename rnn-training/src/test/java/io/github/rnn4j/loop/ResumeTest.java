package io.github.rnn4j.loop;

import static io.github.rnn4j.loop.ScriptedValidator.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.model.AveragedWeights;
import io.github.rnn4j.model.CarriedState;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupted run that resumes ends bit-identical to one that was not interrupted. */
class ResumeTest {

  /** The best epoch is the second of four; each has 3 minibatches. */
  private static final double[] ACCURACIES = {0.5, 0.9, 0.7, 0.8};

  /** An uninterrupted run, which no test changes. */
  private static RunDirectory whole;

  private static TrainingResult expected;

  @TempDir Path parent;
  private RunDirectory cut;

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @BeforeAll
  static void trainWithoutInterruption(@TempDir Path parent) {
    whole = RunDirectory.create(parent.resolve("whole"));
    expected = start(whole, TrainingState.START, network());
  }

  @BeforeEach
  void makeFolder() {
    cut = RunDirectory.create(parent.resolve("cut"));
  }

  /** With dropout, so that the random numbers count. */
  private static MultiLayerNetwork network() {
    return TinyData.droppingNetwork();
  }

  private static TrainingResult start(
      RunDirectory run, TrainingState from, MultiLayerNetwork network, RunListener... more) {
    double[] left = Arrays.copyOfRange(ACCURACIES, from.epochs().size(), ACCURACIES.length);
    return training(network, left)
        .resume(from, ACCURACIES.length, listeners(run, Checkpoints.WITHIN, more));
  }

  private static Training<MultiLayerNetwork> training(
      MultiLayerNetwork network, double... accuracies) {
    return new Training<>(
            network,
            Minibatches.of(TinyData.iterator()),
            new ScriptedValidator(accuracies),
            ACCURACY)
        .counting("sevens", () -> 7);
  }

  private static RunListener[] listeners(RunDirectory run, Duration within, RunListener... more) {
    List<RunListener> all = new ArrayList<>();
    all.add(UpdatesCsv.perToken(run));
    all.add(MetricsCsv.perToken(run));
    all.add(new Checkpoints(run).within(within));
    all.addAll(List.of(more));
    return all.toArray(RunListener[]::new);
  }

  private TrainingResult resume(RunListener... more) {
    Checkpoint<MultiLayerNetwork> saved = Checkpoint.ofMultiLayerNetwork(cut).orElseThrow();
    return start(cut, saved.state(), saved.network(), more);
  }

  private void assertSame(TrainingResult result) throws IOException {
    for (String name : List.of(RunDirectory.LAST, RunDirectory.BEST)) {
      MultiLayerNetwork resumed = SavedNetworks.multiLayerNetwork(cut, name);
      MultiLayerNetwork uninterrupted = SavedNetworks.multiLayerNetwork(whole, name);
      assertThat(resumed.params().toFloatVector())
          .as(name)
          .isEqualTo(uninterrupted.params().toFloatVector());
      assertThat(resumed.updaterState().toFloatVector())
          .as(name)
          .isEqualTo(uninterrupted.updaterState().toFloatVector());
    }
    assertThat(Files.readAllLines(cut.file(RunDirectory.UPDATES)))
        .isEqualTo(Files.readAllLines(whole.file(RunDirectory.UPDATES)))
        .hasSize(1 + 12);
    assertThat(losses(cut)).isEqualTo(losses(whole)).hasSize(4);
    assertThat(result.best().epoch()).isEqualTo(2);
    assertThat(totals(result)).isEqualTo(totals(expected));
  }

  /** The training totals of each epoch, except the time. */
  private static List<TrainingTotals> totals(TrainingResult result) {
    return result.epochs().stream()
        .map(EpochEvent::training)
        .map(
            t ->
                new TrainingTotals(
                    t.minibatches(), t.sequences(), t.tokens(), t.lossSum(), 0, t.counts()))
        .toList();
  }

  private static List<String> losses(RunDirectory run) {
    return MetricsCsv.read(run.file(RunDirectory.METRICS)).stream()
        .map(row -> row.epoch() + " " + row.minibatches() + " " + row.trainingLoss())
        .toList();
  }

  /** Throws after an update, counted over the epochs, as a kill would: nothing is saved for it. */
  private static RunListener killedAfter(int update) {
    return new RunListener() {
      private int updates;

      @Override
      public void minibatch(MinibatchEvent event, RunControl run) {
        if (++updates == update) {
          throw new Killed();
        }
      }
    };
  }

  /** Asks to stop after an update, as Ctrl-C does. */
  private static RunListener interruptedAfter(int update) {
    return new RunListener() {
      private int updates;

      @Override
      public void minibatch(MinibatchEvent event, RunControl run) {
        if (++updates == update) {
          run.interrupt("Ctrl-C");
        }
      }
    };
  }

  private static RunListener stoppedAfter(int update) {
    return new RunListener() {
      private int updates;

      @Override
      public void minibatch(MinibatchEvent event, RunControl run) {
        if (++updates == update) {
          run.stop("enough");
        }
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 9, 10, 12})
  void killedRunGoesOnAfterItsLastEpoch(int update) throws IOException {
    assertThatThrownBy(() -> start(cut, TrainingState.START, network(), killedAfter(update)))
        .isInstanceOf(Killed.class);

    assertSame(resume());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 11, 12})
  void interruptedRunGoesOnWithinTheEpoch(int update) throws IOException {
    assertThatThrownBy(() -> start(cut, TrainingState.START, network(), interruptedAfter(update)))
        .isInstanceOf(RunInterruptedException.class)
        .hasMessageContaining("Ctrl-C")
        .hasMessageContaining(
            "epoch %d, minibatch %d".formatted((update + 2) / 3, (update - 1) % 3 + 1));
    assertThat(Checkpoint.place(cut).orElseThrow().updates()).isEqualTo(update);

    assertSame(resume());
  }

  @Test
  void timeOfAnEpochIsThatOfAllItsParts() {
    assertThatThrownBy(() -> start(cut, TrainingState.START, network(), interruptedAfter(2)))
        .isInstanceOf(RunInterruptedException.class);
    double before = Checkpoint.place(cut).orElseThrow().part().seconds();
    List<MinibatchEvent> after = new ArrayList<>();

    TrainingResult resumed = resume(keeping(after));

    TrainingTotals epoch = resumed.epochs().get(0).training();
    assertThat(epoch.seconds()).isEqualTo(before + after.get(0).minibatch().seconds());
    assertThat(epoch).isEqualTo(after.get(0).soFar());
    assertThat(epoch.counts()).containsExactly(Map.entry("sevens", 21L));
  }

  private static RunListener keeping(List<MinibatchEvent> events) {
    return new RunListener() {
      @Override
      public void minibatch(MinibatchEvent event, RunControl run) {
        events.add(event);
      }
    };
  }

  @Test
  void runThatIsInterruptedAgainAndAgainLosesNothing() throws IOException {
    assertThatThrownBy(() -> start(cut, TrainingState.START, network(), interruptedAfter(1)))
        .isInstanceOf(RunInterruptedException.class);
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> resume(interruptedAfter(1)))
          .isInstanceOf(RunInterruptedException.class);
    }

    assertSame(resume());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9})
  void runThatWasEndedEarlyGoesOnAsIfItHadNotBeen(int update) throws IOException {
    TrainingResult ended = start(cut, TrainingState.START, network(), stoppedAfter(update));
    assertThat(ended.stopReason()).isEqualTo("enough");
    assertThat(MetricsCsv.read(cut.file(RunDirectory.METRICS))).hasSize((update + 2) / 3);

    assertSame(resume());
  }

  @Test
  void epochThatWasCutShortIsForgottenEvenIfItWasTheBest() throws IOException {
    Training<MultiLayerNetwork> training = training(network(), 0.5, 0.9, 0.99);
    TrainingResult ended = training.run(4, listeners(cut, Checkpoints.WITHIN, stoppedAfter(7)));
    float[] best = SavedNetworks.multiLayerNetwork(cut, RunDirectory.BEST).params().toFloatVector();
    assertThat(ended.best().epoch()).isEqualTo(3);
    assertThat(best)
        .isNotEqualTo(
            SavedNetworks.multiLayerNetwork(whole, RunDirectory.BEST).params().toFloatVector());

    assertSame(resume());
  }

  @Test
  void longEpochIsSavedWithin() throws IOException {
    Training<MultiLayerNetwork> training = training(network(), ACCURACIES);
    assertThatThrownBy(() -> training.run(4, listeners(cut, Duration.ZERO, killedAfter(5))))
        .isInstanceOf(Killed.class);
    // The fifth was not saved: it was killed before.
    assertThat(Checkpoint.place(cut).orElseThrow().place()).isEqualTo("epoch 2, minibatch 1");

    assertSame(resume());
  }

  @Test
  void shortEpochsAreSavedTogetherAndTheLastOneAlways() throws IOException {
    Training<MultiLayerNetwork> training = training(network(), ACCURACIES);
    Checkpoints rare = new Checkpoints(cut).apart(Duration.ofHours(1));

    assertThatThrownBy(() -> training.run(4, rare, UpdatesCsv.perToken(cut), killedAfter(11)))
        .isInstanceOf(Killed.class);
    assertThat(Checkpoint.place(cut)).isEmpty();
    assertThat(cut.file(RunDirectory.UPDATES)).doesNotExist(); // never ahead of the checkpoint

    training(network(), ACCURACIES)
        .run(4, UpdatesCsv.perToken(cut), MetricsCsv.perToken(cut), rare);
    assertSame(resume());
  }

  @Test
  void completeRunTrainsNothingMore() throws IOException {
    start(cut, TrainingState.START, network());

    TrainingResult again = resume(killedAfter(1));

    assertThat(again.stopReason()).isEqualTo("all 4 epochs done");
    assertSame(again);
  }

  @Test
  void runThatWasKilledAtItsEarlyStopStopsThere() {
    EarlyStopping patience = new EarlyStopping(ACCURACY, 1, 0);
    RunListener killed =
        new RunListener() {
          @Override
          public Turn turn() {
            return Turn.CHECKPOINT; // after the checkpoint, which was given before
          }

          @Override
          public void save(TrainingState state, RunControl run) {
            if (state.epochs().size() == 3) {
              throw new Killed();
            }
          }
        };
    assertThatThrownBy(() -> start(cut, TrainingState.START, network(), patience, killed))
        .isInstanceOf(Killed.class);

    TrainingResult resumed = resume(new EarlyStopping(ACCURACY, 1, 0));

    assertThat(resumed.epochs()).hasSize(3);
    assertThat(resumed.stopReason()).contains("early stopping", "best 0.9000 in epoch 2");
  }

  @Test
  void statesAndEpochsThatDoNotFitAreRefused() {
    TrainingState done =
        new TrainingState(
            expected.epochs(), TrainingTotals.NONE, 1, CarriedState.NONE, AveragedWeights.NONE);

    assertThatThrownBy(() -> training(network(), 0.5).resume(done, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs is 3: it must be at least 4.");
    assertThatThrownBy(
            () ->
                new TrainingState(
                    expected.epochs().subList(1, 2),
                    TrainingTotals.NONE,
                    1,
                    CarriedState.NONE,
                    AveragedWeights.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Epoch 2 is at position 1");
  }

  /** TinyData has three minibatches: a file with more is damaged, or belongs to other data. */
  @Test
  void aPlaceBehindTheEndOfAnEpochIsAnErrorThatSaysWhatToDo() {
    TrainingTotals part = new TrainingTotals(4, 28, 28, 1, 1, Map.of("sevens", 28L));
    TrainingState from =
        new TrainingState(List.of(), part, 1, CarriedState.NONE, AveragedWeights.NONE);

    assertThatThrownBy(() -> training(network(), 0.5).resume(from, 3))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(
            "The checkpoint was taken after 4 minibatches of an epoch that has only 3.");
  }

  /**
   * The state of a network with another number of layers, as after the files of two runs were
   * mixed.
   */
  @Test
  void aCarriedStateOfAnotherNetworkIsAnErrorThatSaysWhatToDo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(3); // layers, with no arrays each; the network carries nothing
    out.write(new byte[3 * Integer.BYTES]);
    CarriedState carried = CarriedState.read(bytes.toByteArray());
    TrainingState from =
        new TrainingState(List.of(), TrainingTotals.NONE, 0, carried, AveragedWeights.NONE);

    assertThatThrownBy(() -> carried.restore(network()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The carried state belongs to 3 recurrent layers, but the network has 0");
    assertThatThrownBy(() -> training(network(), 0.5).resume(from, 3))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            "belongs to 3 recurrent layers", "Restore files that belong to the same run");
  }

  @Test
  void lossPerTokenIsTheLossOfAllSequencesByTheirRealSteps() {
    // 10 sequences have 23 real steps: TrainingTest counts them.
    TrainingTotals totals = expected.best().training();

    assertThat(totals.lossPerToken()).isCloseTo(totals.loss() * 10 / 23, within(1e-12));
  }
}
