package io.github.rnn4j.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

    feed(run.content(part), inputs(4), input -> run.useWith(part, input));
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
