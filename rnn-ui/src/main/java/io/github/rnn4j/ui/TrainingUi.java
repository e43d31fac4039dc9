package io.github.rnn4j.ui;

import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.cli.train.TrainingView;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.deeplearning4j.core.storage.StatsStorage;

/**
 * The training UI of one command, open from before its training until after it.
 *
 * <pre>{@code
 * try (TrainingUi ui = options.open("rnn-imdb", console)) { // takes the port, or throws
 *   RunDirectory run = runs.create("imdb");
 *   training.run(10, ui.listener(run, "network"), new Checkpoints(run));
 * }
 * }</pre>
 *
 * <p>Statistics do not change the training: the weights are bit-identical with and without them.
 */
public final class TrainingUi implements TrainingView {

  private final UiServer server;
  private final String module;
  private final PrintStream err;
  private RunDirectory run;
  private ShownRun shown;
  private StatsStorage kept;
  private int reports;
  private double reportSeconds;
  private double trainingSeconds;

  private TrainingUi(UiServer server, String module, PrintStream err) {
    this.server = server;
    this.module = module;
    this.err = err;
  }

  /** Returns a UI that does nothing. */
  static TrainingUi off() {
    return new TrainingUi(null, null, null);
  }

  /** Opens the port, and prints the address of the UI. */
  static TrainingUi start(UiAddress address, String module, PrintStream err) {
    UiServer server = UiServer.start(address, null);
    err.printf("Training UI: %s%n", server.url());
    return new TrainingUi(server, module, err);
  }

  /**
   * Returns the listener that reports the training of a network.
   *
   * @param run the run that is trained, the same for all networks of this UI; if it resumes, its
   *     earlier reports are also shown
   * @param network the name of the network in the UI, if the run has several
   * @return the listener; it does nothing if the UI was not requested
   * @throws io.github.rnn4j.loop.RunException if the run's statistics cannot be opened
   */
  @Override
  public RunListener listener(RunDirectory run, String network) {
    if (server == null) {
      return new RunListener() {};
    }
    if (this.run == null) {
      open(run);
    }
    return new Reporting(network);
  }

  private void open(RunDirectory opened) {
    run = opened;
    shown = new ShownRun(opened.folder().toAbsolutePath().getFileName().toString());
    StatisticsFile file = new StatisticsFile(opened);
    if (file.exists()) {
      shown.with(file.read());
    }
    kept = file.open();
    server.attach(shown);
  }

  /** Closes the UI, and prints how to open it again. */
  @Override
  public void close() {
    if (server == null) {
      return;
    }
    server.close();
    if (run != null) {
      try {
        kept.close();
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
      err.printf(
          "Training UI closed%s. To open it again, run%n  %s%n",
          cost(), ShellCommand.program(module, "ui", run.folder().toString()));
    }
  }

  private String cost() {
    return reports == 0
        ? " before its first report"
        : String.format(
            Locale.ROOT,
            ": %d %s took %.1f %% of the training time",
            reports,
            reports == 1 ? "report" : "reports",
            100 * reportSeconds / trainingSeconds);
  }

  /** Adds the statistics to a network when its training begins. */
  private final class Reporting implements RunListener {

    private final String network;
    private PacedStatistics statistics;
    private long start;

    Reporting(String network) {
      this.network = network;
    }

    @Override
    public void started(RunControl control) {
      RunReports reports =
          new RunReports(ShownNetwork.of(control.network()), shown.storage(), kept);
      statistics =
          new PacedStatistics(reports, shown.session(), network, new Pace(System::nanoTime));
      control.network().addListeners(statistics);
      start = System.nanoTime();
    }

    @Override
    public void ended(TrainingResult result) {
      finish();
    }

    @Override
    public void failed(Throwable cause) {
      if (statistics != null) {
        finish();
      }
    }

    private void finish() {
      statistics.end();
      reports += statistics.reports();
      reportSeconds += statistics.seconds();
      trainingSeconds += (System.nanoTime() - start) / 1e9;
    }
  }
}
