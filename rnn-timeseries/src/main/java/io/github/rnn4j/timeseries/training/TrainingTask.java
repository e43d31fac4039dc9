package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.model.Calibration;
import java.io.PrintStream;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What a session trains on, saves and tests: one series, or several. */
public interface TrainingTask {

  /**
   * A trained model with its results.
   *
   * @param members the networks
   * @param calibration how the intervals were scaled
   * @param seconds the time of all trainings together
   * @param test results on the test period
   */
  record Trained(
      List<MultiLayerNetwork> members,
      Calibration calibration,
      double seconds,
      BacktestReport test) {}

  /** Returns the series as they are prepared when epochs and sizes of networks are selected. */
  List<PreparedSeries> prepared();

  /** Returns the number of steps of training of all series together. */
  long trainingSteps();

  /** Describes the data for the provenance of the run. */
  Provenance.Data data();

  /** Saves the data. */
  void write(RunDirectory run);

  /**
   * Fits the model, saves it and tests it.
   *
   * @param errors where a picture that cannot be drawn is reported
   */
  Trained train(RunDirectory run, ModelFit.Listeners listeners, PrintStream errors);
}
