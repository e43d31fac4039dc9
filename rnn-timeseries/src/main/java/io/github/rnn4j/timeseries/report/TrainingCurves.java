package io.github.rnn4j.timeseries.report;

import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.RunSections;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.training.TrainingSession;
import java.util.List;

/** The course of a training: losses and gradient norms. */
final class TrainingCurves {

  /** No validation metric has the unit of the training loss of an earlier version. */
  private static final String NO_COMMON_UNIT = "";

  private static final String ON_TWO_SCALES =
      "The training loss is a sum over a window, the validation loss a mean per value.";

  private static final String ON_ONE_SCALE =
      "Both losses are means per known value. The training loss is measured before each update of an epoch, the validation loss after the epoch.";

  private final RunSections run;
  private final SeriesConfig config;

  TrainingCurves(RunSections run, SeriesConfig config) {
    this.run = run;
    this.config = config;
  }

  /** Returns the charts with their texts. */
  Element[] elements() {
    return new Element[] {curves(), gradientNorms()};
  }

  private Element gradientNorms() {
    Element chart = run.gradientNorms("1", TrainingSession.TRAINING);
    int networks = config.network().members();
    return networks == 1
        ? chart
        : Element.of(
            "div",
            chart,
            Element.of(
                "p",
                "The gradient is that of network 1 of %d; %s has those of all networks."
                    .formatted(networks, RunDirectory.UPDATES)));
  }

  private Element curves() {
    int members = config.network().members();
    String scale = run.hasLossPerValue() ? ON_ONE_SCALE : ON_TWO_SCALES;
    StringBuilder text = new StringBuilder(scale);
    if (run.hasLossPerValue() && config.network().dropout() > 0) {
      text.append(" The training loss is that with dropout.");
    }
    if (run.hasLossPerValue() && config.training().l2() > 0) {
      text.append(" The training loss includes the L2 penalty.");
    }
    if (members > 1) {
      text.append(
          " The curves show the first of the %d networks whose forecasts are averaged."
              .formatted(members));
    }
    Monitor monitor = Monitor.lowest(MetricName.LOSS);
    return Element.of(
        "div",
        Element.of("p", text.toString()),
        run.hasLossPerValue()
            ? run.learningCurves(MetricName.LOSS, List.of(), monitor)
            : run.learningCurves(NO_COMMON_UNIT, List.of(MetricName.LOSS), monitor));
  }
}
