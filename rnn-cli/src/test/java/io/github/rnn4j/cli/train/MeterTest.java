package io.github.rnn4j.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.cli.Console;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class MeterTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private double seconds;

  private Meter meter(boolean terminal) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    Console console =
        new Console(
            InputStream.nullInputStream(),
            nowhere,
            new PrintStream(err, true, UTF_8),
            () -> terminal ? 100 : 0);
    return new Meter(console, "network 1/5", "epoch", 60, () -> (long) (seconds * 1e9));
  }

  @Test
  void elsewhereThanOnATerminalItIsALineEveryTenSeconds() {
    try (Meter meter = meter(false)) {
      for (int epoch = 1; epoch <= 60; epoch++) { // half a second each
        seconds = epoch / 2.0;
        meter.step(epoch, "loss " + epoch);
      }
    }

    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            "network 1/5, epoch 21/60: loss 21, 20 s left until epoch 60",
            "network 1/5, epoch 42/60: loss 42, 9 s left until epoch 60");
  }

  @Test
  void timeLeftOfWorkThatGoesOnIsThatOfItsOwnSteps() {
    try (Meter meter = meter(false)) {
      meter.step(50, "loss 1");
      seconds = 12;
      meter.step(52, "loss 2");
    }

    assertThat(err.toString(UTF_8)).contains("epoch 52/60: loss 2, 48 s left");
  }

  @Test
  void firstStepThatTakesLongHasNoTimeLeftYet() {
    try (Meter meter = meter(false)) {
      seconds = 11;
      meter.step(1, "loss 1");
    }

    assertThat(err.toString(UTF_8).strip()).isEqualTo("network 1/5, epoch 1/60: loss 1");
  }

  @Test
  void onATerminalItIsABar() {
    try (Meter meter = meter(true)) {
      meter.step(30, "loss 1");
    }

    assertThat(err.toString(UTF_8)).contains("network 1/5", "30/60", "loss 1", "\r");
  }
}
