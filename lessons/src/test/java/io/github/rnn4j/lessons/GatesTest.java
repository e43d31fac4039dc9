package io.github.rnn4j.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesTest {

  @TempDir private Path folder;

  @Test
  void formulasGiveTheStatesOfTheLayersAndTheNetworksLearn() {
    LessonRun run = LessonRun.of(folder, "gates", "--epochs=40");

    assertThat(states(run, "c"))
        .hasSize(2 * 4)
        .containsExactly(states(run, "prevMem"), within(3e-6));
    assertThat(states(run, "h"))
        .hasSize(4 * 4)
        .containsExactly(states(run, "prevAct"), within(3e-6));
    List<Double> losses = losses(run);
    assertThat(losses).hasSize(4);
    assertThat(losses.get(1)).isLessThan(0.6 * losses.get(0));
    assertThat(losses.get(3)).isLessThan(0.6 * losses.get(2));
    assertThat(folder.resolve("gates-lstm.png")).isNotEmptyFile();
    assertThat(folder.resolve("gates-gru.png")).isNotEmptyFile();
  }

  /** Returns the numbers with six decimals in the lines with this name. */
  private static double[] states(LessonRun run, String name) {
    return run.out()
        .lines()
        .filter(line -> line.matches(" +" + name + " +\\[ ?-?\\d\\.\\d{6} .*"))
        .flatMap(line -> Arrays.stream(line.replaceAll(".*\\[|]", "").strip().split(" +")))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static List<Double> losses(LessonRun run) {
    return run.out()
        .lines()
        .filter(line -> line.contains("loss per character"))
        .map(line -> Double.valueOf(line.substring(line.indexOf(':') + 1).strip()))
        .toList();
  }
}
