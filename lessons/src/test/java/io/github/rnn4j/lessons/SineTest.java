package io.github.rnn4j.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SineTest {

  @TempDir private Path folder;

  @Test
  void everyNetworkLearnsAndPredictsTwentyPoints() {
    LessonRun run = LessonRun.of(folder, "sine", "--epochs=11");

    List<double[]> rows = rows(run.out(), "Loss of an epoch");
    assertThat(rows).hasSize(2);
    for (int network = 1; network <= 4; network++) {
      assertThat(rows.get(1)[network]).isLessThan(0.7 * rows.get(0)[network]);
    }
    List<double[]> predictions = rows(run.out(), "Predictions");
    assertThat(predictions).hasSize(20);
    assertThat(predictions.get(0)[1]).isEqualTo(0.67546); // sin(2.4)
    assertThat(folder.resolve("sine-prediction.png")).isNotEmptyFile();
  }

  /** Returns the rows of numbers under a heading. */
  private static List<double[]> rows(String out, String heading) {
    String table = out.substring(out.indexOf(heading)).split("\n\n", 2)[0];
    return table
        .lines()
        .filter(line -> line.matches(" +\\d+ .*"))
        .map(line -> Arrays.stream(line.strip().split(" +")))
        .map(cells -> cells.mapToDouble(Double::parseDouble).toArray())
        .toList();
  }
}
