package io.github.rnn4j.loop;

import static io.github.rnn4j.loop.ScriptedValidator.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.model.AveragedWeights;
import io.github.rnn4j.model.CarriedState;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Averages of weights, which are taken at every eighth update and at the end of each epoch. */
class AveragingTest {

  private static final double DECAY = 0.7;

  /** The best of six epochs, each with 3 minibatches, is the fifth. */
  private static final double[] ACCURACIES = {0.5, 0.6, 0.7, 0.6, 0.9, 0.8};

  @TempDir Path parent;

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Training<MultiLayerNetwork> training(
      MultiLayerNetwork network, int done, double decay) {
    return new Training<>(
            network,
            Minibatches.of(TinyData.iterator()),
            new ScriptedValidator(Arrays.copyOfRange(ACCURACIES, done, ACCURACIES.length)),
            ACCURACY)
        .averaging(decay);
  }

  private static TrainingResult run(
      RunDirectory run, TrainingState from, MultiLayerNetwork network, RunListener... more) {
    List<RunListener> listeners = new ArrayList<>(List.of(more));
    listeners.add(new Checkpoints(run).within(Duration.ZERO));
    return training(network, from.epochs().size(), DECAY)
        .resume(from, ACCURACIES.length, listeners.toArray(RunListener[]::new));
  }

  /** Remembers the weights after each update. */
  private static RunListener recorder(List<float[]> weights) {
    return new RunListener() {
      @Override
      public void minibatch(MinibatchEvent event, RunControl run) {
        weights.add(run.network().params().toFloatVector());
      }
    };
  }

  /** The updates 3, 6, 8, 9, 12, 15, 16 and 18 count: the eighth ones, and the last of an epoch. */
  private static double[] average(float[] initial, List<float[]> weights) {
    double[] average = new double[initial.length];
    for (int i = 0; i < average.length; i++) {
      average[i] = initial[i];
      int counted = 0;
      for (int update : new int[] {3, 6, 8, 9, 12, 15, 16, 18}) {
        double kept = Math.pow(Math.min(DECAY, (1.0 + update) / (10.0 + update)), update - counted);
        average[i] = kept * average[i] + (1 - kept) * weights.get(update - 1)[i];
        counted = update;
      }
    }
    return average;
  }

  @Test
  void trainingIsTheSameAndEndsWithTheAverage() {
    MultiLayerNetwork network = TinyData.droppingNetwork();
    float[] initial = network.params().toFloatVector();
    List<float[]> averaged = new ArrayList<>();
    training(network, 0, DECAY).run(ACCURACIES.length, recorder(averaged));
    MultiLayerNetwork plain = TinyData.droppingNetwork();
    List<float[]> latest = new ArrayList<>();
    training(plain, 0, 0).run(ACCURACIES.length, recorder(latest));

    assertThat(averaged).hasSize(18);
    for (int update = 0; update < averaged.size(); update++) {
      assertThat(averaged.get(update)).as("update " + update).isEqualTo(latest.get(update));
    }
    assertThat(plain.params().toFloatVector()).isEqualTo(latest.get(17));
    assertThat(network.params().toDoubleVector())
        .containsExactly(average(initial, latest), within(1e-6));
  }

  @Test
  void validatorAndListenersSeeTheAverage() {
    MultiLayerNetwork network = TinyData.network();
    float[] initial = network.params().toFloatVector();
    List<float[]> weights = new ArrayList<>();
    List<float[]> validated = new ArrayList<>();
    List<float[]> told = new ArrayList<>();
    Validator<MultiLayerNetwork> validator =
        each -> {
          validated.add(each.params().toFloatVector());
          return Map.of("accuracy", 0.5);
        };
    RunListener listener =
        new RunListener() {
          @Override
          public void epoch(EpochEvent event, RunControl run) {
            told.add(run.network().params().toFloatVector());
          }
        };

    new Training<>(network, Minibatches.of(TinyData.iterator()), validator, ACCURACY)
        .averaging(DECAY)
        .run(6, recorder(weights), listener);

    for (int epoch = 0; epoch < 6; epoch++) {
      assertThat(validated.get(epoch))
          .isEqualTo(told.get(epoch))
          .isNotEqualTo(weights.get(3 * epoch + 2))
          .isNotEqualTo(epoch == 0 ? initial : validated.get(epoch - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 9, 11, 17})
  void killedRunResumesBitIdentically(int update) {
    RunDirectory whole = RunDirectory.create(parent.resolve("whole"));
    run(whole, TrainingState.START, TinyData.droppingNetwork());
    RunDirectory cut = RunDirectory.create(parent.resolve("cut"));
    int[] updates = {0};
    assertThatThrownBy(
            () ->
                run(
                    cut,
                    TrainingState.START,
                    TinyData.droppingNetwork(),
                    new RunListener() {
                      @Override
                      public Turn turn() {
                        return Turn.CHECKPOINT;
                      }

                      @Override
                      public void save(TrainingState state, RunControl run) {
                        if (++updates[0] == update) { // before this one is saved
                          throw new Killed();
                        }
                      }
                    }))
        .isInstanceOf(Killed.class);

    Checkpoint<MultiLayerNetwork> saved = Checkpoint.ofMultiLayerNetwork(cut).orElseThrow();
    assertThat(saved.state().average().isNone()).isFalse();
    MultiLayerNetwork network = saved.network();
    run(cut, saved.state(), network);

    for (String name : List.of(RunDirectory.LAST, RunDirectory.BEST)) {
      assertThat(SavedNetworks.multiLayerNetwork(cut, name).params().toFloatVector())
          .as(name)
          .isEqualTo(SavedNetworks.multiLayerNetwork(whole, name).params().toFloatVector());
    }
    Checkpoint<MultiLayerNetwork> last = Checkpoint.ofMultiLayerNetwork(whole).orElseThrow();
    last.state().average().exchange(last.network());
    assertThat(network.params().toFloatVector()).isEqualTo(last.network().params().toFloatVector());
  }

  @Test
  void averageOfAnotherNetworkIsAnErrorThatSaysWhatToDo() {
    TrainingState from =
        new TrainingState(
            List.of(),
            new TrainingTotals(1, 1, 1, 1, 1, Map.of()),
            0,
            CarriedState.NONE,
            AveragedWeights.of(smaller(), DECAY));

    assertThatThrownBy(() -> training(TinyData.network(), 0, DECAY).resume(from, 1))
        .isInstanceOf(RunException.class)
        .hasMessageMatching(
            "The averaged weights are those of a network with 6 weights, but this one has \\d+\\."
                + " Restore files that belong to the same run, or train again\\.");
  }

  @Test
  void checkpointWithoutItsAverageIsAnErrorThatSaysWhatToDo() {
    TrainingState from =
        new TrainingState(
            List.of(),
            new TrainingTotals(1, 1, 1, 1, 1, Map.of()),
            0,
            CarriedState.NONE,
            AveragedWeights.NONE);

    assertThatThrownBy(() -> training(TinyData.network(), 0, DECAY).resume(from, 1))
        .hasMessage(
            "The decay of the averaged weights is 0.0, but the run is trained with 0.7."
                + " Restore files that belong to the same run, or train again.");
  }

  private static MultiLayerNetwork smaller() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder().nIn(2).nOut(2).build())
                .build());
    network.init();
    return network;
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void decayOutOfRangeIsRefused(double decay) {
    assertThatThrownBy(() -> training(TinyData.network(), 0, decay))
        .hasMessage(
            "The decay of averaged weights is " + decay + ": it must be 0 or more and below 1");
  }
}
