package io.github.rnn4j.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.benchmark.work.Usage;
import io.github.rnn4j.benchmark.work.Work;
import io.github.rnn4j.benchmark.work.Works;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Work GRU = Works.named("gru");
  private static final Work IMDB = Works.named("imdb");

  private static final Results RESULTS =
      new Results(
          List.of(
              turn(GRU, PeerKind.RNN4J, 1, 10),
              turn(GRU, PeerKind.PYTORCH_PADDED, 1, 30),
              turn(GRU, PeerKind.PYTORCH_PADDED, 2, 20),
              turn(GRU, PeerKind.RNN4J, 2, 20),
              turn(GRU, PeerKind.RNN4J, 3, 10),
              turn(GRU, PeerKind.PYTORCH_PADDED, 3, 20)));

  private static Turn turn(Work work, PeerKind peer, int round, double median) {
    Usage usage = new Usage(2 * median + round, 400 + 10 * round);
    return new Turn(work.name(), peer, round, 5, median, 2 * median, usage);
  }

  @Test
  void ratioIsTheMedianOfTheRatiosWithinRounds() {
    Results.Ratio ratio = RESULTS.ratio("gru", PeerKind.PYTORCH_PADDED).orElseThrow();

    assertThat(ratio).isEqualTo(new Results.Ratio(2, 1, 3)); // 3, 1, 2
  }

  @Test
  void bestPeerHasTheSmallestMedian() {
    Results results =
        new Results(
            List.of(
                turn(IMDB, PeerKind.PYTORCH_PACKED, 1, 40),
                turn(IMDB, PeerKind.PYTORCH_PADDED, 1, 15),
                turn(IMDB, PeerKind.DL4J_ONE, 1, 5)));

    assertThat(results.best("imdb", PeerKind::isPytorch)).contains(PeerKind.PYTORCH_PADDED);
    assertThat(results.best("gru", PeerKind::isPytorch)).isEmpty();
  }

  @Test
  void tableHasTimesRatioAndShareOfTheRate() {
    Report report = report(false);

    List<String> lines = report.lines();

    // 1e9 operations in 10 ms are 100 GFLOP/s
    assertThat(lines)
        .contains(
            "| GRU 256 -> 256; B 64, T 40; training (`gru`) | 10.0 | 20.0 | - | - | - | - | - | - |",
            "| gru | 2.00 (1.00 to 3.00) | - | - | - | - |",
            "| gru | 100 | 50 % |",
            "| gru | rnn-core | 394,240 | 0.125000 | 0.100000 |");
    assertThat(lines).noneMatch(line -> line.contains("mean nothing"));
  }

  @Test
  void processorTimeIsAMedianAndMemoryTheLargest() {
    List<String> lines = report(false).lines();

    int processor = lines.indexOf("## Processor time per step, milliseconds");
    int memory = lines.indexOf("## Peak memory, MB");
    // rounds of rnn-core: 21, 42, 23; of PyTorch: 61, 42, 43
    assertThat(lines.subList(processor, memory))
        .contains("| gru | 23.0 | 43.0 |" + " - |".repeat(6));
    assertThat(lines.subList(memory, lines.size()))
        .contains("| gru | 430 | 430 |" + " - |".repeat(6));
  }

  @Test
  void unknownMemoryIsLeftOut() {
    Usage usage = new Usage(1, Double.NaN);
    Results results = new Results(List.of(new Turn("gru", PeerKind.RNN4J, 1, 5, 10, 20, usage)));

    assertThat(results.peak("gru", PeerKind.RNN4J)).isEmpty();
    assertThat(Measurement.csv(results)).contains("gru,rnn4j,1,5,10.0000,20.0000,1.0000,");
  }

  @Test
  void speedupOverEachLibraryIsTheOneOverItsFastestForm() {
    Results results =
        new Results(
            List.of(
                turn(GRU, PeerKind.RNN4J, 1, 10),
                turn(GRU, PeerKind.PYTORCH_PADDED, 1, 30),
                turn(GRU, PeerKind.PYTORCH_NEWEST, 1, 20),
                turn(GRU, PeerKind.ONEDNN, 1, 9)));

    List<String> lines = report(results, false).lines();

    assertThat(lines)
        .contains(
            "| gru | 3.00 (3.00 to 3.00) | 2.00 (2.00 to 2.00) | 0.90 (0.90 to 0.90) | - | - |");
  }

  @Test
  void eachPeerRunsOnlyWhatItsLibraryCan() {
    assertThat(PeerKind.ONEDNN.does(GRU)).isTrue();
    assertThat(PeerKind.ONEDNN.does(IMDB)).isFalse();
    assertThat(PeerKind.ONEDNN.does(Works.named("predict-lstm-256"))).isFalse();
    assertThat(PeerKind.ONNX_RUNTIME.does(GRU)).isFalse();
    assertThat(PeerKind.ONNX_RUNTIME.does(Works.named("imdb-predict-64"))).isTrue();
    assertThat(PeerKind.ONNX_RUNTIME.does(Works.named("generate"))).isTrue();
  }

  @Test
  void quickRunSaysThatItMeansNothing() {
    assertThat(report(true).lines()).anyMatch(line -> line.contains("the results mean nothing"));
  }

  private static Report report(boolean quick) {
    return report(RESULTS, quick);
  }

  private static Report report(Results results, boolean quick) {
    Machine machine = new Machine("a processor", 2, "avx2", "17", "Linux");
    Report.Setting setting =
        new Report.Setting(
            machine, LocalDate.of(2026, 11, 22), "the command", List.of("v"), 3, quick);
    return new Report(
        setting,
        List.of(GRU),
        results,
        List.of(new Opening("gru", PeerKind.RNN4J, 394_240, 0.125, 0.1)),
        Map.of("gru", 1e9),
        200);
  }

  @Test
  void roundsAreOneLineEach() {
    assertThat(Measurement.csv(RESULTS))
        .startsWith(
            "work,peer,round,steps,median_ms,p99_ms,processor_ms,peak_mb",
            "gru,rnn4j,1,5,10.0000,20.0000,21.0000,410")
        .hasSize(7);
  }

  @Test
  void peersThatComputeSomethingElseStopTheRun() {
    Opening ours = new Opening("imdb", PeerKind.RNN4J, 1, 0.679, 0.5);
    Opening same = new Opening("imdb", PeerKind.PYTORCH_PACKED, 1, 0.6791, 0.5012);
    Opening padded = new Opening("imdb", PeerKind.PYTORCH_PADDED, 1, 0.693, 0.6);
    Opening other = new Opening("imdb", PeerKind.DL4J_ONE, 1, 0.693, 0.5);

    assertThatCode(() -> Comparison.requireEqualLosses(IMDB, List.of(ours, same, padded)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Comparison.requireEqualLosses(IMDB, List.of(ours, other)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DL4J, OMP 1 gives 0.693");
    Opening untrained = new Opening("imdb", PeerKind.DL4J_ONE, 1, 0.679, 0.6);
    assertThatThrownBy(() -> Comparison.requireEqualLosses(IMDB, List.of(ours, untrained)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DL4J, OMP 1 gives 0.6 but rnn-core gives 0.5");
  }

  @Test
  void picturesAreWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ratios.png");

    Charts.writeRatios(List.of(GRU, IMDB), RESULTS, file);

    assertThat(Files.size(file)).isPositive();
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(640); // only PyTorch ran
  }
}
