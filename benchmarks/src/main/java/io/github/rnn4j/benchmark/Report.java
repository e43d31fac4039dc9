package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Task;
import io.github.rnn4j.benchmark.work.Work;
import io.github.rnn4j.benchmark.work.Works;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The results as Markdown.
 *
 * @param setting machine, day, command and versions
 * @param works the measured workloads, in the order of the table
 * @param results their turns
 * @param openings the replies of the peers before timing
 * @param flops floating-point operations of a step, by name of the workload
 * @param productRate the machine's best rate of a large matrix product, GFLOP/s
 */
record Report(
    Setting setting,
    List<Work> works,
    Results results,
    List<Opening> openings,
    Map<String, Double> flops,
    double productRate) {

  /**
   * What a reader needs to repeat the measurement.
   *
   * @param machine the machine
   * @param day the day of the measurement
   * @param command the command
   * @param versions one line for each peer
   * @param rounds number of rounds
   * @param quick whether this was a {@code --quick} run, whose results mean nothing
   */
  record Setting(
      Machine machine,
      LocalDate day,
      String command,
      List<String> versions,
      int rounds,
      boolean quick) {

    /** Returns the opening lines of a report. */
    List<String> lines() {
      List<String> lines = new ArrayList<>();
      if (quick) {
        lines.add(
            "**Measured with `--quick`, which only checks that everything runs: the results mean nothing.**");
        lines.add("");
      }
      lines.add(
          "These benchmarks were measured on %s in %d rounds, all in one run, on this machine: %s. To repeat them, run"
              .formatted(day, rounds, machine));
      lines.addAll(List.of("", "```", command, "```", ""));
      return lines;
    }
  }

  private static final List<PeerKind> COLUMNS =
      List.of(
          PeerKind.RNN4J,
          PeerKind.PYTORCH_PADDED,
          PeerKind.PYTORCH_PACKED,
          PeerKind.PYTORCH_NEWEST,
          PeerKind.ONEDNN,
          PeerKind.ONNX_RUNTIME,
          PeerKind.DL4J_ONE,
          PeerKind.DL4J_ALL);

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("# Benchmarks");
    lines.add("");
    lines.addAll(setting.lines());
    lines.addAll(introduction());
    lines.addAll(times());
    lines.addAll(speedups());
    lines.addAll(latencies());
    lines.addAll(generation());
    lines.addAll(processorTimes());
    lines.addAll(memory());
    lines.addAll(rates());
    lines.addAll(checks());
    return lines;
  }

  private List<String> introduction() {
    List<String> lines = new ArrayList<>();
    setting.versions().forEach(version -> lines.add("* " + version));
    lines.addAll(
        List.of(
            "",
            "Each of these configurations is called a peer and runs in a separate process. The peers take turns, in a different order",
            "each round, with a pause in between. In each round, the time of a peer is the median over its steps; the tables show the",
            "median of these times over the rounds. A speedup compares two peers within each round; the tables show the median over",
            "the rounds, with the smallest and the largest in brackets. A speedup can therefore differ from the quotient of the two",
            "times. Where a library runs in several forms, the speedup is the one over its fastest. All rounds are in",
            "[benchmarks.csv](benchmarks.csv).",
            "",
            "A training step is a forward pass, a backward pass and an Adam update; all peers get the same data. PyTorch is called",
            "through its C++ interface, with denormal numbers flushed to zero (not its default, but faster when gradients vanish).",
            "*Packed* means `pack_padded_sequence`. Without packing, PyTorch is often faster, although it also processes the padding;",
            "its loss then differs from that of the other peers. For reviews, Deeplearning4j's networks combine a forward and a",
            "reversed `LSTM`, because `Bidirectional` around its `LSTM` gives wrong results for padded sequences (see [Defects of",
            "Deeplearning4j](deeplearning4j-defects.md)). Before the first round, rnn-core warms up for 20 to 90 seconds, until Java",
            "has compiled its code, because the compiler runs on the same cores; the other peers warm up for 8 seconds.",
            "",
            "The networks of rnn-core use `FusedAdam`, `LazyAdam` for embeddings, and `DirectUpdater`, as the applications do.",
            "",
            "oneDNN has recurrent primitives but no networks. Its peer runs them in the formats that they choose, copies the weights to",
            "these formats in each step, and has its loss and its Adam in Java; it trains only on numbers. ONNX Runtime only predicts.",
            "Both get their numbers with the time steps first, as they need them; this is not timed.",
            ""));
    return lines;
  }

  private List<String> times() {
    return table(
        List.of("## Milliseconds per step", ""),
        work -> true,
        Report::description,
        (work, peer) -> results.median(work.name(), peer).map(Report::text));
  }

  private List<String> speedups() {
    List<String> lines = new ArrayList<>(List.of("## Speedup of rnn-core", ""));
    List<Library> libraries = List.of(Library.values());
    lines.add(
        "| workload | over %s |"
            .formatted(
                libraries.stream().map(Library::title).collect(Collectors.joining(" | over "))));
    lines.add("| --- |" + " ---: |".repeat(libraries.size()));
    for (Work work : works) {
      String cells =
          libraries.stream().map(other -> ratio(work, other)).collect(Collectors.joining(" | "));
      lines.add("| %s | %s |".formatted(work.name(), cells));
    }
    lines.addAll(List.of("", "![Speedup](images/benchmarks-ratios.png)", ""));
    return lines;
  }

  private static String description(Work work) {
    String data =
        work.real()
            ? "B %d, a short, a medium and a long minibatch".formatted(work.batch().size())
            : work.isVariable()
                ? "B %d, T %d to %d"
                    .formatted(work.batch().size(), work.batch().shortest(), work.batch().longest())
                : "B %d, T %d".formatted(work.batch().size(), work.batch().longest());
    String task = work.task().name().toLowerCase(Locale.ROOT);
    return "%s; %s; %s (`%s`)".formatted(work.title(), data, task, work.name());
  }

  private String ratio(Work work, Library library) {
    return results
        .best(work.name(), library::includes)
        .flatMap(best -> results.ratio(work.name(), best))
        .map(r -> "%s (%s to %s)".formatted(text(r.median()), text(r.least()), text(r.greatest())))
        .orElse("-");
  }

  private List<String> latencies() {
    return table(
        List.of("## Latency, milliseconds: median, 99th percentile", ""),
        work -> work.task() == Task.INFERENCE,
        Work::name,
        (work, peer) ->
            results
                .median(work.name(), peer)
                .map(p50 -> text(p50) + ", " + figure(results.p99(work.name(), peer))));
  }

  private List<String> generation() {
    return table(
        List.of("## Characters per second", ""),
        work -> work.task() == Task.GENERATION,
        Work::name,
        (work, peer) ->
            results
                .median(work.name(), peer)
                .map(ms -> "%,.0f".formatted(1000 * work.batch().longest() / ms)));
  }

  private List<String> processorTimes() {
    return table(
        List.of(
            "## Processor time per step, milliseconds",
            "",
            "The sum over all threads of the process, also while they spin waiting for work. Unlike the times above, it hardly changes",
            "when the machine is busy.",
            ""),
        work -> true,
        Work::name,
        (work, peer) -> results.processor(work.name(), peer).map(Report::text));
  }

  private List<String> memory() {
    return table(
        List.of(
            "## Peak memory, MB",
            "",
            "The largest resident size of the process, from its start to the last round (`VmHWM` of Linux). It includes Java itself,",
            "for all peers. Each workload has its own processes.",
            ""),
        work -> true,
        Work::name,
        (work, peer) -> results.peak(work.name(), peer).map(peak -> "%,.0f".formatted(peak)));
  }

  /** A cell of a table. */
  private interface CellText {
    Optional<String> of(Work work, PeerKind peer);
  }

  private List<String> table(
      List<String> heading, Predicate<Work> which, Function<Work, String> label, CellText cell) {
    List<Work> shown = works.stream().filter(which).toList();
    if (shown.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(heading);
    lines.add(
        "| workload | "
            + COLUMNS.stream().map(PeerKind::title).collect(Collectors.joining(" | "))
            + " |");
    lines.add("| --- |" + " ---: |".repeat(COLUMNS.size()));
    for (Work work : shown) {
      Function<PeerKind, String> text = peer -> cell.of(work, peer).orElse("-");
      lines.add(
          "| %s | %s |"
              .formatted(
                  label.apply(work),
                  COLUMNS.stream().map(text).collect(Collectors.joining(" | "))));
    }
    lines.add("");
    return lines;
  }

  private List<String> rates() {
    List<String> lines = new ArrayList<>();
    lines.add("## Speed compared with the best matrix product");
    lines.add("");
    lines.add(
        "For each workload, the table gives a rate: the number of floating-point operations in the matrix products (padding not");
    lines.add(
        "counted), divided by the time of the whole step. A forward pass needs `2 N (C + H) G H` operations for each direction of");
    lines.add(
        "each recurrent layer, plus those of the output layers; a backward pass needs twice as many operations. N is the number");
    lines.add(
        "of time steps of all sequences together, C the number of inputs and H the number of hidden units; G is 1 for Elman, 3");
    lines.add(
        "for GRU and 4 for LSTM. The share compares this rate with the best rate of a product of two 1024 x 1024 matrices in this");
    lines.add("run (OpenBLAS or MKL), %s GFLOP/s.".formatted(text(productRate)));
    lines.addAll(
        List.of("", "| workload | GFLOP/s of rnn-core | share |", "| --- | ---: | ---: |"));
    for (Work work : works) {
      Optional<Double> time = results.median(work.name(), PeerKind.RNN4J);
      if (time.isPresent()) {
        double rate = flops.get(work.name()) / time.get() / 1e6;
        lines.add(
            "| %s | %s | %.0f %% |".formatted(work.name(), text(rate), 100 * rate / productRate));
      }
    }
    lines.add("");
    return lines;
  }

  private List<String> checks() {
    List<String> lines = new ArrayList<>();
    lines.add("## Same results with the same weights");
    lines.add("");
    lines.add(
        "Before timing, all peers run three steps of the workload with the same weights. For training, the result is the loss of");
    lines.add(
        "the first minibatch; for inference, the mean output; for generation, the mean negative log probability of the generated");
    lines.add(
        "characters. The third result of training comes after two updates. The Elman and LSTM layers of PyTorch and ONNX Runtime");
    lines.add(
        "have a second bias and therefore more parameters; oneDNN's GRU has fewer biases. Of two redundant biases, Adam moves both,");
    lines.add(
        "so results after updates differ a little. Without packing, PyTorch also reads the padding, which changes its result.");
    lines.addAll(
        List.of(
            "",
            "| workload | peer | parameters | first result | third result |",
            "| --- | --- | ---: | ---: | ---: |"));
    for (Opening opening : openings) {
      if (Works.compared().stream().anyMatch(work -> work.name().equals(opening.work()))) {
        lines.add(
            "| %s | %s | %,d | %.6f | %.6f |"
                .formatted(
                    opening.work(),
                    opening.peer().title(),
                    opening.parameters(),
                    opening.checkLoss(),
                    opening.laterLoss()));
      }
    }
    lines.add("");
    return lines;
  }

  private static String figure(Optional<Double> value) {
    return value.map(Report::text).orElse("-");
  }

  /** Formats a number with about three significant digits. */
  static String text(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
