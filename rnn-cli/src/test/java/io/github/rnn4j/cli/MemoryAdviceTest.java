package io.github.rnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryAdviceTest {

  @Test
  void fullHeapIsMendedByItsSize() {
    assertThat(MemoryAdvice.of(new OutOfMemoryError("Java heap space")).orElseThrow())
        .contains("the Java heap", "-Xmx", "--batch-size")
        .doesNotContain("bytedeco");
  }

  @Test
  void arraysOutsideOfTheHeapHaveALimitOfTheirOwn() {
    OutOfMemoryError cause =
        new OutOfMemoryError(
            "Failed to allocate memory within limits: totalBytes (8M) > maxBytes (8M)");

    assertThat(MemoryAdvice.of(new IllegalStateException("training", cause)).orElseThrow())
        .contains("arrays outside it", "-Dorg.bytedeco.javacpp.maxphysicalbytes=", "maxbytes");
  }

  @Test
  void systemWithoutMemoryIsMendedByMoreOrASmallerHeap() {
    assertThat(MemoryAdvice.of(new IllegalStateException("Allocation failed: [out]")).orElseThrow())
        .contains("the system has no memory left for arrays", "smaller heap", "--hidden");
  }

  @Test
  void otherErrorsAreNotAboutMemory() {
    assertThat(MemoryAdvice.of(new IllegalStateException("a defect"))).isEmpty();
  }
}
