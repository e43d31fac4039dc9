package io.github.rnn4j.cli.report;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the report of every run has, whatever it is about, read from the run's directory. */
public final class RunSections {

  private final RunDirectory run;
  private final Provenance provenance;
  private final List<MetricsCsv.Row> epochs;

  private RunSections(RunDirectory run, Provenance provenance, List<MetricsCsv.Row> epochs) {
    this.run = run;
    this.provenance = provenance;
    this.epochs = epochs;
  }

  /**
   * Reads a run.
   *
   * @param run the run
   * @return its sections
   * @throws io.github.rnn4j.loop.RunException if its provenance is missing, or a file damaged
   */
  public static RunSections of(RunDirectory run) {
    Provenance provenance = run.readJson(RunDirectory.PROVENANCE, Provenance.class);
    boolean measured = Files.isRegularFile(run.file(RunDirectory.METRICS));
    return new RunSections(
        run, provenance, measured ? MetricsCsv.read(run.file(RunDirectory.METRICS)) : List.of());
  }

  /**
   * The run's own figures.
   *
   * @return a row per epoch; none before the end of the first
   */
  public List<MetricsCsv.Row> epochs() {
    return epochs;
  }

  /**
   * Where the run comes from.
   *
   * @return the provenance
   */
  public Provenance provenance() {
    return provenance;
  }

  /**
   * Begins the page of a run, with what must not be missed.
   *
   * @param what what was trained, such as {@code Sentiment of film reviews}
   * @param summary what came out, in a sentence or two
   * @return a page without sections
   */
  public Page page(String what, String summary) {
    Page page = new Page(what + ": " + name(), summary);
    if (provenance.data().synthetic()) {
      page.warning(
          "Synthetic data, made up by a program: no figure says anything about the world.");
    }
    if (provenance.finalMetrics().isEmpty()) {
      page.warning("The training of this run has not ended; this is what it has come to so far.");
    }
    return page;
  }

  /**
   * The name of the run.
   *
   * @return that of its folder
   */
  public String name() {
    return run.folder().toAbsolutePath().normalize().getFileName().toString();
  }

  /**
   * The configuration as a table.
   *
   * @param config the configuration of the run
   * @return an element for a page
   */
  public static Element configuration(Record config) {
    Table table = Table.of("Options of the command line and their values", "option", "value");
    ConfigOptions.values(config)
        .forEach(
            (part, knobs) -> {
              table.group(part);
              knobs.forEach((name, value) -> table.row(name, value.isEmpty() ? "-" : value));
            });
    return table.element();
  }

  /**
   * The course of training: training loss, beside the validation loss where both are of one unit,
   * other validation figures each in a chart of its own, and all of them as a table.
   *
   * @param loss the validation figure that the training loss can be held against, such as {@code
   *     nats}; where there is none of that name, the training loss stands alone
   * @param more other validation figures to draw
   * @param monitor what chose the best epoch
   * @return an element for a page
   */
  public Element learningCurves(String loss, List<String> more, Monitor monitor) {
    if (epochs.isEmpty()) {
      return Element.of("p", "No epoch has ended yet.");
    }
    int best = best(monitor);
    boolean both = epochs.get(0).validation().containsKey(loss);
    Chart losses = new Chart(both ? "Training and validation: " + loss : "Training loss", "epoch");
    losses.line("training", epochs.stream().mapToDouble(MetricsCsv.Row::trainingLoss).toArray());
    if (both) {
      losses.line("validation", validation(loss));
    }
    Element charts = Element.of("div").with("class", "charts");
    charts.add(losses.mark("best epoch: " + best, best).element());
    for (String figure : more) {
      charts.add(
          new Chart("Validation: " + figure, "epoch")
              .line(figure, validation(figure))
              .mark("best epoch: " + best, best)
              .element());
    }
    return Element.of("div", charts, numbers());
  }

  private double[] validation(String figure) {
    return epochs.stream().mapToDouble(row -> row.validation().get(figure)).toArray();
  }

  /**
   * The epoch whose weights are kept.
   *
   * @param monitor what chose it
   * @return counted from 1; 0 before the end of the first
   */
  public int best(Monitor monitor) {
    MetricsCsv.Row best = null;
    for (MetricsCsv.Row row : epochs) {
      if (best == null
          || monitor.improves(
              monitor.valueIn(row.validation()), monitor.valueIn(best.validation()), 0)) {
        best = row;
      }
    }
    return best == null ? 0 : best.epoch();
  }

  private Element numbers() {
    List<String> names = List.copyOf(epochs.get(0).validation().keySet());
    Stream<String> headers =
        Stream.of(
                Stream.of("epoch", "training loss"),
                names.stream().map(name -> "validation " + name),
                Stream.of("seconds"))
            .flatMap(part -> part);
    Table table = Table.of("Figures of each epoch", headers.toList());
    for (MetricsCsv.Row row : epochs) {
      Stream<Double> cells =
          Stream.of(
                  Stream.of(row.trainingLoss()),
                  names.stream().map(row.validation()::get),
                  Stream.of(row.seconds()))
              .flatMap(part -> part);
      table.row(
          Integer.toString(row.epoch()), cells.map(Figures::text).map(Table.Cell::of).toList());
    }
    return Element.of("details", Element.of("summary", "The numbers"), table.element());
  }

  /**
   * Where the run comes from, as a table.
   *
   * @return an element for a page
   */
  public Element origin() {
    Provenance.Data data = provenance.data();
    return Element.of(
            "div",
            Table.of("Data, program and machine of the run", "", "")
                .row("data", data.name())
                .row("checksum", data.checksum())
                .row("seed", Long.toString(provenance.seed()))
                .row("begun", Figures.time(provenance.startTime()))
                .row("time of training", Figures.duration(provenance.seconds()))
                .row(
                    "rnn4j",
                    "%s, commit %s"
                        .formatted(provenance.build().version(), provenance.build().commit()))
                .row("Deeplearning4j", provenance.libraries().deeplearning4j())
                .row("ND4J", nd4j())
                .row("Java", provenance.platform().java())
                .row("system", machine())
                .element())
        .with("class", "words");
  }

  private String nd4j() {
    return "%s, %s, %s"
        .formatted(
            provenance.libraries().nd4j(),
            provenance.libraries().backend(),
            provenance.libraries().blas());
  }

  private String machine() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, threads of ND4J: %s",
        provenance.platform().os(),
        provenance.platform().cores(),
        provenance.platform().ompThreads());
  }

  /**
   * How to repeat the run.
   *
   * @param module the program's module, such as {@code rnn-imdb}
   * @param command as {@link io.github.rnn4j.cli.config.RepeatCommand} writes it
   * @return an element for a page
   */
  public Element repeat(String module, String command) {
    return Element.of(
        "div",
        Element.of(
            "p",
            "From the folder of the project at commit %s; the same seed, data and number of threads give the same weights:"
                .formatted(provenance.build().commit())),
        Element.of("pre", Element.of("code", Application.commandLine(module, command))));
  }
}
