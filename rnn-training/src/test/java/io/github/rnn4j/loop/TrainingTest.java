package io.github.rnn4j.loop;

import static io.github.rnn4j.loop.ScriptedValidator.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.optimizer.GradientNorm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class TrainingTest {

  @Test
  void tellsEveryListenerOfEveryStepInTheOrderGiven() {
    List<String> heard = new ArrayList<>();

    training(0.5, 0.7).run(2, recorder("a", heard), recorder("b", heard));

    assertThat(heard.stream().filter(line -> line.startsWith("a")))
        .containsExactly(
            "a started",
            "a minibatch 1.1",
            "a minibatch 1.2",
            "a minibatch 1.3",
            "a epoch 1 after 3",
            "a minibatch 2.1",
            "a minibatch 2.2",
            "a minibatch 2.3",
            "a epoch 2 after 3",
            "a ended all 2 epochs done");
    assertThat(heard).hasSize(20);
    for (int i = 0; i < heard.size(); i += 2) {
      assertThat(heard.get(i + 1)).isEqualTo("b" + heard.get(i).substring(1));
    }
  }

  @Test
  void tellsListenersTurnByTurnWhateverTheOrderGiven() {
    List<String> heard = new ArrayList<>();
    List<RunListener> backwards =
        Stream.of(Turn.values())
            .sorted(Comparator.reverseOrder())
            .map(turn -> noting(turn, heard))
            .toList();

    training(0.5).run(1, backwards.toArray(RunListener[]::new));

    List<String> turns = List.of("PLAN", "LIMIT", "PROGRESS", "OTHER", "CHECKPOINT");
    assertThat(heard.subList(0, 5)).isEqualTo(turns);
    assertThat(heard.subList(5, 10)).isEqualTo(turns);
  }

  /** Notes its turn when the training starts, and when the run is saved. */
  private static RunListener noting(Turn turn, List<String> heard) {
    return new RunListener() {
      @Override
      public Turn turn() {
        return turn;
      }

      @Override
      public void started(RunControl run) {
        heard.add(turn.name());
      }

      @Override
      public void save(TrainingState state, RunControl run) {
        heard.add(turn.name());
      }
    };
  }

  @Test
  void countsSequencesAndRealStepsWithoutThePadding() {
    // Lengths are 1 2 3 4, 1 2 3 4, 1 2: 10, 10 and 3 real steps of 20, 20 and 10.
    List<MinibatchEvent> minibatches = new ArrayList<>();

    TrainingResult result = training(0.5).run(1, keeping(minibatches));

    assertThat(minibatches)
        .extracting(event -> event.minibatch().sequences())
        .containsExactly(4L, 4L, 2L);
    assertThat(minibatches)
        .extracting(event -> event.minibatch().tokens())
        .containsExactly(10L, 10L, 3L);
    assertThat(minibatches)
        .extracting(event -> event.soFar().tokens())
        .containsExactly(10L, 20L, 23L);
    TrainingTotals totals = result.best().training();
    assertThat(totals.minibatches()).isEqualTo(3);
    assertThat(totals.sequences()).isEqualTo(10);
    assertThat(totals.tokens()).isEqualTo(23);
    assertThat(totals.tokensPerSecond()).isEqualTo(23 / totals.seconds());
  }

  @Test
  void countsEveryStepWhereThereIsNoMask() {
    DataSet unmasked = TinyData.iterator().next();
    unmasked.setFeaturesMaskArray(null);
    List<MinibatchEvent> minibatches = new ArrayList<>();

    training(TinyData.network(), Minibatches.of(new ListDataSetIterator<>(unmasked.asList(), 4)))
        .run(1, keeping(minibatches));

    assertThat(minibatches).extracting(event -> event.minibatch().tokens()).containsExactly(20L);
  }

  @Test
  void trainingLossIsTheMeanOverTheSequencesOfTheEpoch() {
    List<MinibatchEvent> minibatches = new ArrayList<>();

    TrainingResult result = training(0.5).run(1, keeping(minibatches));

    double expected = minibatches.stream().mapToDouble(e -> e.minibatch().lossSum()).sum() / 10;
    assertThat(result.best().training().loss()).isCloseTo(expected, within(1e-12));
    assertThat(minibatches.get(0).minibatch().loss()).isCloseTo(Math.log(2), within(0.3));
  }

  @Test
  void learns() {
    Training<MultiLayerNetwork> training = training(TinyData.network(), data(), new double[40]);

    TrainingResult result = training.run(40);

    double first = result.epochs().get(0).training().loss();
    double last = result.epochs().get(39).training().loss();
    assertThat(last).isLessThan(0.7 * first);
  }

  @Test
  void sameSeedGivesTheSameBits() {
    MultiLayerNetwork first = TinyData.network();
    MultiLayerNetwork second = TinyData.network();

    training(first, data(), 0, 0, 0).run(3);
    training(second, data(), 0, 0, 0).run(3);

    assertThat(bits(first)).isEqualTo(bits(second)).isNotEqualTo(bits(TinyData.network()));
    assertThat(first.updaterState().toFloatVector())
        .isEqualTo(second.updaterState().toFloatVector());
  }

  @Test
  void givesTheBitsOfDeeplearning4jsOwnLoop() {
    MultiLayerNetwork ours = TinyData.network();
    MultiLayerNetwork theirs = TinyData.network();

    training(ours, data(), 0, 0).run(2);
    theirs.fit(TinyData.iterator(), 2);

    assertThat(bits(ours)).isEqualTo(bits(theirs));
    assertThat(ours.getEpochCount()).isEqualTo(2).isEqualTo(theirs.getEpochCount());
  }

  @Test
  void trainsComputationGraphsToo() {
    ComputationGraph ours = TinyData.graph();
    ComputationGraph theirs = TinyData.graph();

    training(ours, data(), 0, 0).run(2);
    theirs.fit(TinyData.iterator(), 2);

    assertThat(bits(ours)).isEqualTo(bits(theirs));
    assertThat(ours.getEpochCount()).isEqualTo(2);
  }

  @Test
  void everyMinibatchTellsItsUpdateWithLossAndNormOfTheGradient() {
    MultiLayerNetwork network = TinyData.network(new Sgd(0.25));
    List<INDArray> weights = new ArrayList<>(List.of(network.params().dup()));
    List<MinibatchEvent> minibatches = new ArrayList<>();
    RunListener keepingWeights =
        new RunListener() {
          @Override
          public void minibatch(MinibatchEvent event, RunControl run) {
            weights.add(run.network().params().dup());
          }
        };

    training(network, data(), 0, 0).run(2, keeping(minibatches), keepingWeights);

    assertThat(minibatches)
        .extracting(event -> event.updates().get(0).number())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    for (int i = 0; i < 6; i++) {
      MinibatchEvent.Update update = minibatches.get(i).updates().get(0);
      assertThat(minibatches.get(i).updates()).hasSize(1);
      assertThat(update.loss()).isEqualTo(minibatches.get(i).minibatch().loss());
      // Gradient descent moves the weights by the learning rate times the gradient.
      double moved = weights.get(i).sub(weights.get(i + 1)).norm2Number().doubleValue();
      assertThat(update.gradientNorm()).isCloseTo(moved / 0.25, within(1e-5));
    }
  }

  @Test
  void clippingLimitsTheUpdateToTheThreshold() {
    MultiLayerNetwork network = TinyData.network(new Sgd(1));
    INDArray before = network.params().dup();
    List<MinibatchEvent> minibatches = new ArrayList<>();
    RunListener stopping =
        new RunListener() {
          @Override
          public void minibatch(MinibatchEvent event, RunControl run) {
            run.stop("enough");
          }
        };

    training(network, data(), 0)
        .gradientNorm(GradientNorm.clippedAt(1e-3))
        .run(1, keeping(minibatches), stopping);

    assertThat(minibatches.get(0).updates().get(0).gradientNorm()).isGreaterThan(0.01);
    assertThat(before.sub(network.params()).norm2Number().doubleValue())
        .isCloseTo(1e-3, within(1e-6));
  }

  @Test
  void everySegmentOfTruncatedBpttIsAnUpdateAndAddsToTheLoss() {
    MultiLayerNetwork network = segmented(2);
    DataSet minibatch =
        new DataSet(Nd4j.rand(4, TinyData.CHANNELS, 5), Nd4j.rand(4, 2, 5)); // 2 + 2 + 1 steps
    List<MinibatchEvent> minibatches = new ArrayList<>();

    training(network, epoch -> new ListDataSetIterator<>(List.of(minibatch)), 0, 0)
        .countingIn("labels", data -> data.getLabels().length())
        .run(2, keeping(minibatches));

    assertThat(minibatches)
        .flatExtracting(MinibatchEvent::updates)
        .extracting(MinibatchEvent.Update::number)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(minibatches.get(1).updates()).hasSize(3);
    assertThat(minibatches.get(1).minibatch().loss())
        .isCloseTo(
            minibatches.get(1).updates().stream().mapToDouble(MinibatchEvent.Update::loss).sum(),
            within(1e-12));
    assertThat(minibatches.get(1).soFar().counts()).containsOnly(Map.entry("labels", 4 * 2 * 5L));
  }

  private static MultiLayerNetwork segmented(int steps) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new LSTM.Builder().nIn(TinyData.CHANNELS).nOut(3).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(steps)
                .build());
    network.init();
    return network;
  }

  @Test
  void leavesOnlyTheListenersThatTheNetworkHad() {
    MultiLayerNetwork network = TinyData.network();
    BaseTrainingListener own = new BaseTrainingListener() {};
    network.setListeners(own);

    training(network, data(), 0).run(1);

    assertThat(network.getListeners()).containsExactly(own);
  }

  @Test
  void saveAfterAnEpochIsSkippedOnRequestButNotAtTheEnd() {
    List<Integer> saved = new ArrayList<>();
    RunListener skipping =
        new RunListener() {
          @Override
          public void epoch(EpochEvent event, RunControl run) {
            if (event.epoch() != 2) {
              run.skipSave();
            }
            if (event.epoch() == 4) {
              run.stop("enough");
            }
          }

          @Override
          public void save(TrainingState state, RunControl run) {
            saved.add(state.epochs().size());
          }
        };

    training(TinyData.network(), data(), 0, 0, 0, 0).run(9, skipping);

    assertThat(saved).containsExactly(2, 4);
  }

  @Test
  void tellsDeeplearning4jsListenersOfTheEpochs() {
    List<String> heard = new ArrayList<>();
    MultiLayerNetwork network = TinyData.network();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onEpochStart(Model model) {
            heard.add("start");
          }

          @Override
          public void onEpochEnd(Model model) {
            heard.add("end");
          }
        });

    training(network, data(), 0, 0).run(2);

    assertThat(heard).containsExactly("start", "end", "start", "end");
  }

  @Test
  void asksForTheMinibatchesOfEachEpochByItsNumber() {
    List<Integer> asked = new ArrayList<>();
    Minibatches minibatches =
        epoch -> {
          asked.add(epoch);
          return TinyData.iterator();
        };

    training(TinyData.network(), minibatches, 0, 0, 0).run(3);

    assertThat(asked).containsExactly(1, 2, 3);
  }

  @Test
  void theBestEpochIsTheFirstOfEqualOnes() {
    TrainingResult result = training(0.5, 0.8, 0.8, 0.6).run(4);

    assertThat(result.best().epoch()).isEqualTo(2);
    assertThat(result.best().validation())
        .containsExactly(Map.entry("loss", 0.5), Map.entry("accuracy", 0.8));
    assertThat(result.epochs())
        .extracting(EpochEvent::best)
        .containsExactly(true, true, false, false);
  }

  @Test
  void aStopAfterAMinibatchStillValidatesAndReportsTheEpoch() {
    List<String> heard = new ArrayList<>();
    RunListener stopping =
        new RunListener() {
          @Override
          public void minibatch(MinibatchEvent event, RunControl run) {
            if (event.epoch() == 2 && event.soFar().minibatches() == 1) {
              run.stop("out of time");
              run.stop("another reason");
            }
          }
        };

    TrainingResult result = training(0.5, 0.6).run(5, stopping, recorder("a", heard));

    assertThat(heard).endsWith("a minibatch 2.1", "a epoch 2 after 1", "a ended out of time");
    assertThat(result.epochs()).hasSize(2);
    assertThat(result.stopReason()).isEqualTo("out of time");
  }

  @Test
  void aLossThatIsNoNumberEndsTheRunBeforeTheEpochIsReported() {
    DataSet poisoned = TinyData.iterator().next();
    poisoned.getFeatures().putScalar(new int[] {0, 0, 0}, Double.NaN);
    Minibatches minibatches =
        epoch -> epoch == 1 ? TinyData.iterator() : new ListDataSetIterator<>(poisoned.asList(), 4);
    List<String> heard = new ArrayList<>();

    assertThatThrownBy(
            () -> training(TinyData.network(), minibatches, 0, 0).run(2, recorder("a", heard)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContainingAll("Epoch 2, minibatch 1", "NaN", "learning rate", "clip");

    assertThat(heard).endsWith("a epoch 1 after 3", "a failed");
  }

  @Test
  void weightsOutOfTheFiniteNumbersEndTheRunEvenIfEveryLossWasFinite() {
    // The loss is that of before the update: only the weights show one step of infinite length.
    MultiLayerNetwork network = TinyData.network(new Sgd(1e60));
    DataSet one = TinyData.iterator().next();

    assertThatThrownBy(
            () ->
                training(network, Minibatches.of(new ListDataSetIterator<>(one.asList(), 4)), 0)
                    .run(1))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("Epoch 1: a weight of the network is NaN or infinite");
  }

  @Test
  void aMonitoredMetricThatIsNoNumberEndsTheRun() {
    assertThatThrownBy(() -> training(0.5, Double.NaN).run(2))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("Epoch 2: the monitored validation metric \"accuracy\" is NaN");
  }

  @Test
  void aMonitoredMetricThatTheValidatorDoesNotGiveIsNamed() {
    Training<MultiLayerNetwork> training =
        new Training<>(
            TinyData.network(), data(), network -> Map.of("loss", 1.0), Monitor.highest("auc"));

    assertThatThrownBy(() -> training.run(1))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("\"auc\"", "[loss]");
  }

  @Test
  void metricsThatChangeTheirNamesAreRefused() {
    Iterator<Map<String, Double>> script =
        List.of(Map.of("loss", 1.0), Map.of("loss", 1.0, "auc", 0.5)).iterator();
    Training<MultiLayerNetwork> training =
        new Training<>(
            TinyData.network(), data(), network -> script.next(), Monitor.lowest("loss"));

    assertThatThrownBy(() -> training.run(2))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("Epoch 2", "auc", "in epoch 1");
  }

  @Test
  void anEpochWithoutMinibatchesIsAnError() {
    DataSetIterator used = TinyData.iterator();
    Minibatches withoutReset = epoch -> used;

    assertThatThrownBy(() -> training(TinyData.network(), withoutReset, 0, 0).run(2))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("Epoch 2 has no minibatches");
  }

  @Test
  void aMinibatchThatDeeplearning4jWouldSkipInSilenceIsAnError() {
    // Truncated BPTT on token indices [B, T]: Deeplearning4j logs a warning and trains nothing.
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new EmbeddingSequenceLayer.Builder().nIn(5).nOut(3).build())
                .layer(new LSTM.Builder().nIn(3).nOut(3).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(3)
                        .nOut(2)
                        .build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(2)
                .build());
    network.init();
    DataSet tokens = new DataSet(Nd4j.ones(2, 4), Nd4j.ones(2, 2, 4));

    assertThatThrownBy(
            () ->
                training(network, Minibatches.of(new ListDataSetIterator<>(tokens.asList(), 2)), 0)
                    .run(1))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("Epoch 1, minibatch 1", "no update", "[2, 4]");
  }

  @Test
  void anErrorOfAListenerReachesAllListenersAndTheCaller() {
    List<String> heard = new ArrayList<>();
    RunListener broken =
        new RunListener() {
          @Override
          public void epoch(EpochEvent event, RunControl run) {
            throw new RunException("disk full");
          }

          @Override
          public void failed(Throwable cause) {
            throw new IllegalStateException("and more");
          }
        };

    assertThatThrownBy(() -> training(0.5).run(1, broken, recorder("a", heard)))
        .isInstanceOf(RunException.class)
        .hasMessage("disk full")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));

    assertThat(heard).endsWith("a failed");
  }

  @Test
  void refusesToTrainForNoEpochsAndWithoutReset() {
    assertThatThrownBy(() -> training(0.5).run(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs is 0: it must be at least 1.");
    assertThatThrownBy(() -> Minibatches.of(new OneWay()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be reset");
  }

  private static Training<MultiLayerNetwork> training(double... accuracies) {
    return training(TinyData.network(), data(), accuracies);
  }

  private static Training<MultiLayerNetwork> training(
      MultiLayerNetwork network, Minibatches minibatches, double... accuracies) {
    double[] script = accuracies.length == 0 ? new double[1] : accuracies;
    return new Training<>(network, minibatches, new ScriptedValidator(script), ACCURACY);
  }

  private static Training<ComputationGraph> training(
      ComputationGraph network, Minibatches minibatches, double... accuracies) {
    return new Training<>(network, minibatches, new ScriptedValidator(accuracies), ACCURACY);
  }

  private static Minibatches data() {
    return Minibatches.of(TinyData.iterator());
  }

  private static float[] bits(Model network) {
    INDArray params = network.params();
    return params.toFloatVector();
  }

  private static RunListener keeping(List<MinibatchEvent> events) {
    return new RunListener() {
      @Override
      public void minibatch(MinibatchEvent event, RunControl run) {
        events.add(event);
      }
    };
  }

  private static RunListener recorder(String name, List<String> heard) {
    return new RunListener() {
      @Override
      public void started(RunControl run) {
        heard.add(name + " started");
      }

      @Override
      public void minibatch(MinibatchEvent event, RunControl run) {
        heard.add(name + " minibatch " + event.epoch() + "." + event.soFar().minibatches());
      }

      @Override
      public void epoch(EpochEvent event, RunControl run) {
        heard.add(name + " epoch " + event.epoch() + " after " + event.training().minibatches());
      }

      @Override
      public void ended(TrainingResult result) {
        heard.add(name + " ended " + result.stopReason());
      }

      @Override
      public void failed(Throwable cause) {
        heard.add(name + " failed");
      }
    };
  }

  private static final class OneWay extends ListDataSetIterator<DataSet> {
    OneWay() {
      super(TinyData.iterator().next().asList(), 1);
    }

    @Override
    public boolean resetSupported() {
      return false;
    }
  }
}
