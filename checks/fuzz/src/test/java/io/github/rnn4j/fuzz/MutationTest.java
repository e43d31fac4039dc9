package io.github.rnn4j.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.ui.ReadStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests inputs that are mutated from good ones, the same ones every time. {@code
 * -Drnn4j.fuzz.inputs=N} tries N inputs of each kind instead of the few of the fast suite; {@code
 * -Drnn4j.fuzz.seed=S} tries different ones.
 */
@Timeout(3600)
class MutationTest {

  private static final long SEED = Long.getLong("rnn4j.fuzz.seed", 1);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  static Stream<Arguments> partsOfRuns() {
    return Stream.of(Program.values())
        .flatMap(
            program ->
                TinyRun.of(program).parts().stream().map(part -> Arguments.of(program, part)));
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void externalFilesEndInAResultOrAReadableError(Target target) {
    for (String seed : target.seeds()) {
      byte[] good = Target.seed(seed);
      target.accept(good);
      feed(good, inputs(60), target::accept);
    }
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void undamagedRunIsUsed(Program program) {
    TinyRun run = TinyRun.of(program);

    assertThat(run.useWith("config.json", run.content("config.json"))).isZero();
  }

  @ParameterizedTest
  @MethodSource("partsOfRuns")
  void damagedRunsEndInAResultOrAReadableError(Program program, String part) {
    TinyRun run = TinyRun.of(program);
    int[] command = {run.parts().indexOf(part)}; // a different one for each input

    feed(run.content(part), inputs(3), input -> run.useWith(part, input, command[0]++));
  }

  /** The content of a file is that of another, of this run or of another program's, or nothing. */
  @ParameterizedTest
  @MethodSource("partsOfRuns")
  void swappedFilesEndInAResultOrAReadableError(Program program, String part) {
    TinyRun run = TinyRun.of(program);
    List<byte[]> contents = new ArrayList<>();
    for (String text : List.of("null", "", "[]", "{}", "{\"seed\":null}", "0", "\"\"")) {
      contents.add(text.getBytes(UTF_8));
    }
    for (Program other : Program.values()) {
      if (other != program && TinyRun.of(other).parts().contains(part)) {
        contents.add(TinyRun.of(other).content(part));
      }
    }
    run.parts().forEach(name -> contents.add(run.content(name)));
    int number = run.parts().indexOf(part);
    int few = Math.min(inputs(1), contents.size());

    for (int i = 0; i < few; i++) {
      byte[] content = contents.get((number + i) % contents.size());
      run.useWith(part, content, number + i);
    }
  }

  @Test
  void damagedStatisticsEndInAPageOrAReadableError() {
    TinyStatistics trained = TinyStatistics.trained();
    ReadStatistics.ofReports(trained.description(), trained.update());
    trained.readFile(trained.file());

    feed(trained.file(), inputs(5), trained::readFile);
    feed(
        trained.description(),
        100 * inputs(1),
        description -> ReadStatistics.ofReports(description, trained.update()));
    feed(
        trained.update(),
        100 * inputs(1),
        update -> ReadStatistics.ofReports(trained.description(), update));
  }

  private static int inputs(int few) {
    return Integer.getInteger("rnn4j.fuzz.inputs", few);
  }

  private static void feed(byte[] good, int inputs, Consumer<byte[]> target) {
    Mutations mutations = new Mutations(SEED);
    for (int i = 0; i < inputs; i++) {
      byte[] input = mutations.of(good);
      long start = System.nanoTime();
      try {
        target.accept(input);
      } catch (RuntimeException | Error found) {
        throw new AssertionError("input %d: %s".formatted(i, shown(input)), found);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("time for input %d: %s", i, shown(input))
          .isLessThan(LONGEST);
    }
  }

  private static String shown(byte[] input) {
    return input.length > 5000
        ? input.length + " bytes"
        : HexFormat.of().formatHex(input) + " = " + new String(input, UTF_8);
  }
}
