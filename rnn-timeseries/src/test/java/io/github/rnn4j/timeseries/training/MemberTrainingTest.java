package io.github.rnn4j.timeseries.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingTotals;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.TrainingConfig;
import io.github.rnn4j.timeseries.data.SeriesTensors;
import io.github.rnn4j.timeseries.preparation.Past;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class MemberTrainingTest {

  private static final TimeSeries SERIES = SineSeries.noisy(60, 1);
  private static final int TRAIN_END = 45;
  private static final TimeSeries RAMP =
      SmallModel.series(IntStream.range(0, 60).mapToDouble(t -> 2 * t).toArray());

  @TempDir private Path folder;

  private static SeriesConfig config(int epochs) {
    return SmallModel.config(OutputForm.QUANTILE, epochs);
  }

  private static MemberTraining training(SeriesConfig config, ModelFit.Listeners hearing) {
    return training(config, SERIES, hearing);
  }

  private static MemberTraining training(
      SeriesConfig config, TimeSeries series, ModelFit.Listeners hearing) {
    return new MemberTraining(
        config,
        List.of(
            new PreparedSeries(
                SmallModel.preparation(config, series.head(TRAIN_END)),
                new Past(series, TRAIN_END))),
        hearing);
  }

  /** A training that is saved in a directory. */
  private record Kept(RunDirectory run, List<RunListener> ofEach) implements ModelFit.Listeners {
    @Override
    public List<RunListener> ofMember(int member) {
      return List.of();
    }

    @Override
    public Optional<RunDirectory> part(String name) {
      return Optional.of(run.part(name));
    }
  }

  private static RunListener interrupting(int afterEpoch) {
    return new RunListener() {
      @Override
      public void epoch(EpochEvent event, RunControl control) {
        if (event.epoch() == afterEpoch) {
          control.interrupt("of the test");
        }
      }
    };
  }

  private static float[] weights(MemberTraining.Trained trained) {
    return trained.network().params().toFloatVector();
  }

  @Test
  void interruptedTrainingResumesToTheSameWeights() {
    SeriesConfig config = config(5);
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    MemberTraining.Trained whole = training(config, member -> List.of()).choose(7, 1);

    MemberTraining interrupted = training(config, new Kept(run, List.of(interrupting(2))));
    assertThatExceptionOfType(RunInterruptedException.class)
        .isThrownBy(() -> interrupted.choose(7, 1));
    MemberTraining.Trained resumed = training(config, new Kept(run, List.of())).choose(7, 1);

    assertThat(weights(resumed)).isEqualTo(weights(whole));
    assertThat(losses(resumed)).isEqualTo(losses(whole)).hasSize(5);
    assertThat(resumed.result().best().epoch()).isEqualTo(whole.result().best().epoch());
  }

  @Test
  void interruptedSecondTrainingResumesToTheSameWeights() {
    SeriesConfig config = config(1);
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    MemberTraining.Trained whole = training(config, member -> List.of()).again(7, 1, 5);

    MemberTraining interrupted = training(config, new Kept(run, List.of(interrupting(3))));
    assertThatExceptionOfType(RunInterruptedException.class)
        .isThrownBy(() -> interrupted.again(7, 1, 5));
    MemberTraining.Trained resumed = training(config, new Kept(run, List.of())).again(7, 1, 5);

    assertThat(weights(resumed)).isEqualTo(weights(whole));
    assertThat(losses(resumed)).isEqualTo(losses(whole)).hasSize(5);
  }

  private static List<Double> losses(MemberTraining.Trained trained) {
    return trained.result().epochs().stream()
        .map(epoch -> epoch.validation().get(MetricName.LOSS))
        .toList();
  }

  @Test
  void keptWeightsAreThoseOfTheEpochWithTheLowestValidationLoss() {
    // The validation period falls after the training period rose: more training makes it worse.
    double[] values = new double[60];
    Arrays.setAll(values, t -> t < TRAIN_END ? t + Math.sin(t) : 2 * TRAIN_END - t);
    TimeSeries turned = SmallModel.series(values);

    MemberTraining.Trained trained = training(config(8), turned, member -> List.of()).choose(7, 1);

    List<Double> losses = losses(trained);
    int best = trained.result().best().epoch();
    assertThat(best).isLessThan(8);
    assertThat(losses.get(best - 1)).isEqualTo(losses.stream().min(Double::compare).orElseThrow());
    MemberTraining.Trained shorter =
        training(config(best), turned, member -> List.of()).choose(7, 1);
    assertThat(weights(trained)).isEqualTo(weights(shorter));
  }

  @Test
  void secondTrainingUsesTheValidationPeriodForAsManyEpochsAsAsked() {
    double[] other = SERIES.first().clone();
    Arrays.fill(other, TRAIN_END, other.length, 9);
    TimeSeries changed = SmallModel.series(other);

    MemberTraining.Trained again = training(config(1), member -> List.of()).again(7, 1, 3);
    MemberTraining.Trained chosen = training(config(3), member -> List.of()).choose(7, 1);

    assertThat(again.result().epochs()).hasSize(3);
    assertThat(weights(again))
        .isNotEqualTo(weights(training(config(1), changed, member -> List.of()).again(7, 1, 3)));
    // the first training uses the validation period only to select an epoch
    assertThat(trainingLosses(chosen))
        .isEqualTo(trainingLosses(training(config(3), changed, member -> List.of()).choose(7, 1)));
  }

  private static List<Double> trainingLosses(MemberTraining.Trained trained) {
    return trained.result().epochs().stream().map(epoch -> epoch.training().loss()).toList();
  }

  /** Hardly any learning, so that the network at the end is the one that was measured. */
  @ParameterizedTest
  @EnumSource(OutputForm.class)
  void trainingLossPerValueIsTheMeanOverTheKnownLabelsOfAllWindows(OutputForm output) {
    SeriesConfig config =
        ConfigOptions.with(
            SmallModel.config(output, 1),
            Map.of("--learning-rate", 1e-9, "--window", 7, "--dropout", 0.0, "--l2", 0.0));
    MemberTraining.Trained trained = training(config, member -> List.of()).choose(7, 1);
    SeriesTensors tensors =
        new SeriesTensors(
            SmallModel.preparation(config, SERIES.head(TRAIN_END)), SERIES, TRAIN_END);
    DataSet streams =
        MemberTraining.minibatches(List.of(tensors), config.training(), 7).epoch(1).next();

    INDArray labels = rows(streams.getLabels());
    INDArray outputs = rows(trained.network().output(streams.getFeatures()));
    double sum = output.loss().computeScore(labels, outputs, new ActivationIdentity(), null, false);
    long known = 0;
    for (float label : labels.dup().data().asFloat()) {
      known += Float.isNaN(label) ? 0 : 1;
    }

    assertThat(known).isLessThan(labels.length()).isPositive();
    assertThat(TrainingLoss.perValue(trained.result().epochs().get(0).training()))
        .isCloseTo(sum / known, within(1e-5));
  }

  /** Returns the steps of all streams, {@code [B T, N]}, of {@code [B, N, T]}. */
  private static INDArray rows(INDArray streams) {
    return streams.permute(0, 2, 1).dup('c').reshape('c', -1, streams.size(1));
  }

  @Test
  void totalsOfAnEarlierVersionHaveNoLossPerValue() {
    assertThat(TrainingLoss.perValue(new TrainingTotals(1, 2, 40, 3, 1, Map.of()))).isNaN();
  }

  @Test
  void validationLossOfAnUntrainedNetworkIsThatOfItsStandardNormal() {
    // A tiny learning rate leaves the network unchanged: on a ramp without errors its
    // Gaussian loss is ln(2 pi) / 2 at every value, even where the end of the series has no labels.
    SeriesConfig gaussian = SmallModel.config(OutputForm.GAUSSIAN, 1);
    TrainingConfig still = new TrainingConfig(1, 2, 10, 1e-30, Clip.LAYER, 5, 0, 100, false, 1, 0);
    SeriesConfig config =
        new SeriesConfig(gaussian.data(), gaussian.preparation(), gaussian.network(), still);

    MemberTraining.Trained trained = training(config, RAMP, member -> List.of()).choose(7, 1);

    assertThat(losses(trained).get(0)).isEqualTo(Math.log(2 * Math.PI) / 2, offset(1e-6));
  }

  @ParameterizedTest
  @EnumSource(OutputForm.class)
  void constantSeriesIsLearnedWithoutNotANumber(OutputForm output) {
    double[] constant = new double[60];
    Arrays.fill(constant, 7);
    SeriesConfig config = SmallModel.config(output, 3);

    MemberTraining.Trained trained =
        training(config, SmallModel.series(constant), member -> List.of()).choose(7, 1);

    assertThat(losses(trained)).hasSize(3).allSatisfy(loss -> assertThat(loss).isFinite());
    assertThat(losses(trained).get(2)).isLessThan(losses(trained).get(0));
  }

  @Test
  void membersDifferInTheirSeedsAndTheFirstHasThatOfTheRun() {
    TrainingConfig training = config(1).training();

    long[] seeds = MemberTraining.seeds(training, 3);

    assertThat(seeds).hasSize(3).doesNotHaveDuplicates();
    assertThat(seeds[0]).isEqualTo(training.seed());
    List<float[]> trained = new ArrayList<>();
    for (long seed : seeds) {
      trained.add(weights(training(config(1), member -> List.of()).choose(seed, 1)));
    }
    assertThat(trained.get(0)).isNotEqualTo(trained.get(1));
  }

  @Test
  void everyListenerOfAMemberHearsItsTraining() {
    List<String> heard = new ArrayList<>();
    ModelFit.Listeners hearing =
        new ModelFit.Listeners() {
          @Override
          public List<RunListener> ofMember(int member) {
            return List.of(noting(heard, "member " + member));
          }

          @Override
          public List<RunListener> ofRefit(int member) {
            return List.of(noting(heard, "refit " + member));
          }

          @Override
          public List<RunListener> ofEach() {
            return List.of(noting(heard, "each"));
          }
        };

    training(config(1), hearing).choose(7, 2);
    training(config(1), hearing).again(7, 3, 1);

    assertThat(heard).containsExactly("each", "member 2", "each", "refit 3");
  }

  private static RunListener noting(List<String> heard, String name) {
    return new RunListener() {
      @Override
      public void epoch(EpochEvent event, RunControl control) {
        heard.add(name);
      }
    };
  }

  @Test
  void savedMemberIsTheOneInMemory() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));

    MemberTraining.Trained trained = training(config(3), new Kept(run, List.of())).choose(7, 1);

    MultiLayerNetwork best =
        SavedNetworks.multiLayerNetwork(run.part("member-1"), RunDirectory.BEST);
    assertThat(best.params().toFloatVector()).isEqualTo(weights(trained));
  }
}
