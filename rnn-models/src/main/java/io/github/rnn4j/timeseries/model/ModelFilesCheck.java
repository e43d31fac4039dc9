package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.PanelData;
import io.github.rnn4j.timeseries.preparation.LinearAutoregression;
import io.github.rnn4j.timeseries.preparation.PooledPreparation;
import io.github.rnn4j.timeseries.preparation.Preparation;
import io.github.rnn4j.timeseries.preparation.Scale;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Checks that the files of a run belong together: files of two runs in one folder would silently
 * forecast nonsense.
 */
final class ModelFilesCheck {

  private final RunDirectory run;

  ModelFilesCheck(RunDirectory run) {
    this.run = run;
  }

  void require(SeriesConfig config, Preparation preparation, TimeSeries series) {
    List<Preparation.Variable> variables = preparation.variables();
    if (variables == null || variables.contains(null)) {
      throw run.mixedFiles(ModelFiles.PREPARATION + " has no variables");
    }
    List<String> names = variables.stream().map(Preparation.Variable::name).toList();
    if (!names.equals(series.variables())) {
      throw run.mixedFiles(
          "%s has the variables %s, but %s has %s"
              .formatted(ModelFiles.PREPARATION, names, ModelFiles.SERIES, series.variables()));
    }
    for (Preparation.Variable variable : variables) {
      requireScales(variable, config.network().stepsAhead());
    }
  }

  /** Checks what several series have in common. */
  void require(SeriesConfig config, PooledPreparation pooled, PanelData data) {
    boolean hasParts =
        pooled.config() != null
            && pooled.variables() != null
            && pooled.highway() != null
            && pooled.errors() != null
            && !pooled.highway().contains(null)
            && !pooled.errors().contains(null);
    if (!hasParts || !pooled.variables().equals(data.panel().variables())) {
      throw run.mixedFiles(
          "%s has the variables %s, but %s has %s"
              .formatted(
                  ModelFiles.POOLED,
                  pooled.variables(),
                  ModelFiles.SERIES,
                  data.panel().variables()));
    }
    int ahead = config.network().stepsAhead();
    int models = config.network().highway() ? pooled.variables().size() : 0;
    boolean fits =
        pooled.config().equals(config.preparation())
            && pooled.ahead() == ahead
            && pooled.highway().size() == models
            && pooled.errors().size() == models
            && pooled.errors().stream()
                .allMatch(
                    errors ->
                        errors.size() == ahead
                            && errors.stream()
                                .allMatch(error -> error > 0 && Double.isFinite(error)))
            && pooled.highway().stream().allMatch(LinearAutoregression::hasAllWeights);
    if (!fits) {
      throw run.mixedFiles(
          "%s does not fit the configuration: another preparation, or not %d steps ahead"
              .formatted(ModelFiles.POOLED, ahead));
    }
  }

  private void requireScales(Preparation.Variable variable, int ahead) {
    List<Scale> scales = variable.ahead();
    if (scales == null || scales.size() != ahead) {
      throw run.mixedFiles(
          "%s has %s scales for %s, but the configuration needs %d"
              .formatted(
                  ModelFiles.PREPARATION,
                  scales == null ? "no" : scales.size(),
                  variable.name(),
                  ahead));
    }
    if (!Stream.concat(Stream.ofNullable(variable.input()), scales.stream())
        .allMatch(scale -> scale != null && scale.usable())) {
      throw run.mixedFiles(
          "%s has an invalid scale for %s".formatted(ModelFiles.PREPARATION, variable.name()));
    }
  }

  void require(
      SeriesConfig config, Preparation preparation, String file, MultiLayerNetwork network) {
    int outputs =
        preparation.variables().size()
            * preparation.ahead()
            * config.network().output().loss().numbersPerValue();
    long takes = network.layerInputSize(0);
    long says = network.layerSize(network.getnLayers() - 1);
    if (takes != preparation.features() || says != outputs) {
      throw run.mixedFiles(
          "the network in %s has %d inputs and %d outputs, but this run needs %d and %d"
              .formatted(file, takes, says, preparation.features(), outputs));
    }
  }

  void require(Calibration calibration) {
    if (!isFactor(calibration.factor50()) || !isFactor(calibration.factor90())) {
      throw run.mixedFiles(
          "%s has the factors %s and %s, but they must be above 0 and finite"
              .formatted(ModelFiles.CALIBRATION, calibration.factor50(), calibration.factor90()));
    }
  }

  private static boolean isFactor(double factor) {
    return factor > 0 && factor < Double.POSITIVE_INFINITY;
  }
}
