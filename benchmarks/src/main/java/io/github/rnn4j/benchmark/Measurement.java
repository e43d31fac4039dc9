package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Reply;
import io.github.rnn4j.benchmark.work.Request;
import io.github.rnn4j.benchmark.work.Work;
import io.github.rnn4j.benchmark.work.Works;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run: starts the processes that it needs, measures, and writes the results. */
final class Measurement {
  private final ProcessPlan plan;
  private final Schedule schedule;
  private final Consumer<String> progress;
  private final Comparison comparison;
  private final List<Work> works = new ArrayList<>();
  private final Map<String, Double> flops = new LinkedHashMap<>();
  private final List<String> versions = new ArrayList<>();
  private double productRate = Double.NaN;

  Measurement(ProcessPlan plan, Schedule schedule, Consumer<String> progress) {
    this.plan = plan;
    this.schedule = schedule;
    this.progress = progress;
    comparison = new Comparison(progress);
  }

  /** Measures the workloads with all peers that can run them. */
  void compare(List<Work> compared) throws IOException, InterruptedException {
    works.addAll(compared);
    List<PeerKind> needed =
        Stream.of(PeerKind.values()).filter(kind -> works.stream().anyMatch(kind::does)).toList();
    withPeers(needed, this::describe);
    for (Work work : works) {
      flops.put(work.name(), Assignment.of(work, plan.reviews()).flops());
      // New processes for each workload, so that their peak memory is that of this workload.
      withPeers(
          needed.stream().filter(kind -> kind.does(work)).toList(),
          peers -> comparison.measure(work, List.copyOf(peers.values()), schedule));
    }
  }

  /** Measures the cost against T, H and B, with rnn-core on one thread and on all cores. */
  void scale() throws IOException, InterruptedException {
    List<Work> series =
        Stream.of(Works.Axis.values())
            .flatMap(axis -> Works.scaling(axis).stream())
            .distinct()
            .toList();
    withPeers(
        ScalingReport.PEERS,
        peers -> {
          Schedule next = schedule;
          for (Work work : series) {
            comparison.measure(work, List.copyOf(peers.values()), next);
            next = schedule.compiled();
          }
        });
  }

  /** Asks for the versions and measures a large matrix product. */
  private void describe(Map<PeerKind, PeerProcess> peers) throws IOException, InterruptedException {
    for (PeerProcess peer : peers.values()) {
      String text = peer.ask(new Request.Versions(), Reply.Text.class).text();
      versions.add(peer.kind().title() + ": " + text);
      double rate = peer.ask(new Request.Product(), Reply.Figure.class).value();
      progress.accept("%s, product of 1024: %.0f GFLOP/s".formatted(peer.kind().title(), rate));
      productRate = Double.isNaN(productRate) ? rate : Math.max(productRate, rate);
      Thread.sleep(schedule.pauseMilliseconds());
    }
  }

  /** An action that needs the running processes. */
  private interface Action {
    void with(Map<PeerKind, PeerProcess> peers) throws IOException, InterruptedException;
  }

  private void withPeers(List<PeerKind> kinds, Action action)
      throws IOException, InterruptedException {
    Map<PeerKind, PeerProcess> peers = new EnumMap<>(PeerKind.class);
    try {
      for (PeerKind kind : kinds) {
        peers.put(kind, new PeerProcess(kind, plan));
      }
      action.with(peers);
    } finally {
      for (PeerProcess peer : peers.values()) {
        peer.close();
      }
    }
  }

  /** Writes everything measured so far as CSV. */
  void writeRounds(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, csv(new Results(comparison.turns())));
  }

  /** Writes {@code benchmarks.md} and its charts. */
  void writeComparison(Path folder, CompareCommand.CommandText command) throws IOException {
    Results results = new Results(comparison.turns());
    Charts.writeRatios(works, results, images(folder).resolve("benchmarks-ratios.png"));
    write(folder.resolve("benchmarks.md"), report(results, command).lines());
  }

  /** Writes {@code benchmarks-scaling.md} and its charts. */
  void writeScaling(Path folder, CompareCommand.CommandText command) throws IOException {
    ScalingReport report = new ScalingReport(new Results(comparison.turns()), setting(command));
    Charts.writeScaling(report, images(folder).resolve("benchmarks-scaling.png"));
    write(folder.resolve("benchmarks-scaling.md"), report.lines());
  }

  private static Path images(Path folder) throws IOException {
    return Files.createDirectories(folder.resolve("images"));
  }

  /** Writes the lines except the empty one at the end. */
  private static void write(Path file, List<String> lines) throws IOException {
    Files.write(file, lines.subList(0, lines.size() - 1));
  }

  private Report report(Results results, CompareCommand.CommandText command) throws IOException {
    return new Report(setting(command), works, results, comparison.openings(), flops, productRate);
  }

  private Report.Setting setting(CompareCommand.CommandText command) throws IOException {
    return new Report.Setting(
        Machine.current(),
        LocalDate.now(java.time.ZoneOffset.UTC),
        command.command(),
        versions,
        schedule.rounds(),
        command.quick());
  }

  static List<String> csv(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add("work,peer,round,steps,median_ms,p99_ms,processor_ms,peak_mb");
    for (Turn turn : results.turns()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s,%s,%d,%d,%.4f,%.4f,%.4f,%s",
              turn.work(),
              turn.peer().id(),
              turn.round(),
              turn.steps(),
              turn.median(),
              turn.p99(),
              turn.usage().processor(),
              peak(turn.usage().peak())));
    }
    return lines;
  }

  /** Formats the peak memory; empty if it is not known. */
  private static String peak(double megabytes) {
    return Double.isNaN(megabytes) ? "" : String.format(Locale.ROOT, "%.0f", megabytes);
  }
}
