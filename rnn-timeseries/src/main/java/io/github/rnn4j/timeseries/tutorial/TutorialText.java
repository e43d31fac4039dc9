package io.github.rnn4j.timeseries.tutorial;

import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** Prints the results of the tutorial's experiment as tables. */
final class TutorialText {

  /** Longer tables of predictions are cut; tutorial.json has all of them. */
  private static final int SHOWN = 50;

  private TutorialText() {}

  static void print(TutorialReport report, PrintStream out) {
    if (report.seeds() == 1) {
      printLosses(report, out);
    } else {
      printSpreads(report, out);
    }
    if (!Double.isFinite(report.last().greatest())) {
      out.printf(
          "%nTraining diverged: %s. Try a lower --learning-rate or --weight-spread.%n",
          report.seeds() == 1
              ? "the final loss is not a number"
              : "the final loss is not a number for some of the seeds");
    }
    printPredictions(report, out);
    out.printf("%nReport: %s%n", Path.of(report.run(), RunDirectory.REPORT));
    out.printf("The run is saved in %s. Next step:%n", report.run());
    out.printf("  %s%n", ShellCommand.program(SeriesConfig.PROGRAM, "forecast", report.run()));
  }

  private static void printLosses(TutorialReport report, PrintStream out) {
    out.printf("%nLoss by epoch:%n  %5s %10s%n", "epoch", "loss");
    report
        .losses()
        .forEach((epoch, loss) -> out.printf(Locale.ROOT, "  %5d %10.4f%n", epoch, loss.median()));
  }

  private static void printSpreads(TutorialReport report, PrintStream out) {
    out.printf("%nLoss by epoch, from %d sets of initial weights:%n", report.seeds());
    out.printf("  %5s %10s %10s %10s%n", "epoch", "lowest", "median", "highest");
    report
        .losses()
        .forEach(
            (epoch, loss) ->
                out.printf(
                    Locale.ROOT,
                    "  %5d %10.4f %10.4f %10.4f%n",
                    epoch,
                    loss.least(),
                    loss.median(),
                    loss.greatest()));
  }

  private static void printPredictions(TutorialReport report, PrintStream out) {
    out.printf(
        Locale.ROOT, "%nPredictions after %,d epochs (%s):%n", report.epochs(), report.network());
    out.printf("  %5s %10s %10s%n", "step", "sine", "predicted");
    int shown = Math.min(SHOWN, report.actual().size());
    for (int t = 0; t < shown; t++) {
      out.printf(
          Locale.ROOT,
          "  %5d %10.4f %10.4f%n",
          t + 1,
          report.actual().get(t),
          report.lastPredictions().get(t));
    }
    if (shown < report.actual().size()) {
      out.printf(
          Locale.ROOT,
          "  The other %,d steps are in %s.%n",
          report.actual().size() - shown,
          TutorialCommand.REPORT);
    }
  }
}
