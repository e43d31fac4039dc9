package io.github.rnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class MemoryAdviceTest {

  private static final CommandSpec TRAIN =
      CommandSpec.create()
          .addOption(OptionSpec.builder("--batch-size").build())
          .addOption(OptionSpec.builder("--hidden").build());

  @Test
  void onlyOptionsOfTheCommandAreNamed() {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");

    assertThat(MemoryAdvice.of(full, TRAIN).orElseThrow())
        .endsWith("Or use less memory: lower --batch-size or --hidden.");
    assertThat(MemoryAdvice.of(full, CommandSpec.create()).orElseThrow()).doesNotContain("lower");
  }

  @Test
  void fullHeapIsMendedByItsSize() {
    assertThat(MemoryAdvice.of(new OutOfMemoryError("Java heap space"), TRAIN).orElseThrow())
        .contains("the Java heap", "-Xmx", "--batch-size")
        .doesNotContain("bytedeco");
  }

  @Test
  void arraysOutsideOfTheHeapHaveALimitOfTheirOwn() {
    OutOfMemoryError cause =
        new OutOfMemoryError(
            "Failed to allocate memory within limits: totalBytes (8M) > maxBytes (8M)");

    assertThat(MemoryAdvice.of(new IllegalStateException("training", cause), TRAIN).orElseThrow())
        .contains("arrays outside it", "-Dorg.bytedeco.javacpp.maxphysicalbytes=", "maxbytes");
  }

  @Test
  void systemWithoutMemoryIsMendedByMoreOrASmallerHeap() {
    assertThat(
            MemoryAdvice.of(new IllegalStateException("Allocation failed: [out]"), TRAIN)
                .orElseThrow())
        .contains("the system has no memory left for arrays", "smaller heap", "--hidden");
  }

  @Test
  void otherErrorsAreNotAboutMemory() {
    assertThat(MemoryAdvice.of(new IllegalStateException("a defect"), TRAIN)).isEmpty();
  }
}
