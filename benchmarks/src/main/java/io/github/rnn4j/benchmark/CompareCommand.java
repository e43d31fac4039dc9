package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Work;
import io.github.rnn4j.benchmark.work.Works;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the peers and writes a table, charts and the times of all rounds. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Compare rnn-core with PyTorch, oneDNN, ONNX Runtime and Deeplearning4j in one run, and write a report.")
final class CompareCommand implements Callable<Integer> {
  /** Name of the workload that scales T, H and B. */
  static final String SCALING = "scaling";

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      description = "names of the workloads to run; scaling for cost against T, H and B")
  private List<String> only = List.of();

  @Option(
      names = "--rounds",
      description = "number of rounds; default ${DEFAULT-VALUE}, or 2 with --quick")
  private int rounds = Schedule.DEFAULT_ROUNDS;

  @Option(
      names = "--quick",
      description = "only check that everything runs; the results mean nothing")
  private boolean quick;

  @Option(names = "--out", description = "folder of the report; default ${DEFAULT-VALUE}")
  private Path out = Path.of("docs");

  @Option(
      names = "--data",
      description =
          "archive or folder of the Large Movie Review Dataset, for workloads on real reviews")
  private Path data;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Work> works = works();
    boolean scaling = only.isEmpty() || only.contains(SCALING);
    boolean roundsGiven = spec.commandLine().getParseResult().hasMatchedOption("--rounds");
    Schedule schedule =
        quick
            ? Schedule.quick(roundsGiven ? rounds : Schedule.QUICK_ROUNDS)
            : Schedule.full(rounds);
    ProcessPlan plan = ProcessPlan.ofThisBuild();
    if (works.stream().anyMatch(Work::real)) {
      say("Reading reviews from " + data);
      RealReviews.choose(data, works.get(0).batch().size(), plan.reviews());
    }
    CommandText text = new CommandText(command(), quick);
    if (!works.isEmpty()) {
      Measurement measurement = new Measurement(plan, schedule, this::say);
      try {
        measurement.compare(works);
      } finally {
        measurement.writeRounds(out.resolve("benchmarks.csv")); // also before a failure
      }
      measurement.writeComparison(out, text);
      say("Report: " + out.resolve("benchmarks.md"));
    }
    if (scaling) {
      Measurement series = new Measurement(plan, schedule, this::say);
      try {
        series.scale();
      } finally {
        series.writeRounds(out.resolve("benchmarks-scaling.csv"));
      }
      series.writeScaling(out, text);
      say("Report: " + out.resolve("benchmarks-scaling.md"));
    }
    return 0;
  }

  /** The command line of this run, and whether it has {@code --quick}. */
  record CommandText(String command, boolean quick) {}

  /** Returns the command line without the folder of the data, which differs between machines. */
  private String command() {
    List<String> arguments =
        spec.commandLine().getParseResult().originalArgs().stream()
            .filter(argument -> !argument.equals(spec.name()))
            .map(argument -> data == null ? argument : withoutFolder(argument))
            .toList();
    return "./mvnw -q -Pbenchmarks -pl benchmarks -am process-classes exec:java -Dexec.args=\"%s\""
        .formatted(
            String.join(" ", Stream.concat(Stream.of(spec.name()), arguments.stream()).toList()));
  }

  private String withoutFolder(String argument) {
    return argument.replace(data.toString(), data.getFileName().toString());
  }

  private List<Work> works() {
    List<String> known = new ArrayList<>(Works.compared().stream().map(Work::name).toList());
    known.add(SCALING);
    for (String name : only) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "--only %s: there is no such workload; choose from %s".formatted(name, known));
      }
    }
    List<Work> works = new ArrayList<>();
    for (Work work : Works.compared()) {
      boolean wanted = only.isEmpty() || only.contains(work.name());
      if (wanted && work.real() && data == null) {
        say("Skipping %s, which needs real reviews; add --data FILE".formatted(work.name()));
      } else if (wanted) {
        works.add(work);
      }
    }
    return works;
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
