package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code scripts/gpu-check}, as far as it gets without a GPU. */
@DisabledOnOs(OS.WINDOWS)
class GpuCheckTest {

  private static final Path SCRIPT = Path.of("..", "..", "scripts", "gpu-check");

  @TempDir private Path empty;

  private Process started(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("PATH", empty.toString()); // no nvidia-smi, whatever the machine has
    return builder.redirectErrorStream(true).start();
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void withoutADriverItSaysWhatIsMissingAndHowToContinue() throws Exception {
    Process process = started();

    assertThat(text(process))
        .contains("nvidia-smi is missing", "Install the driver", "without -Pcuda");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void unknownArgumentIsWrongUsage() throws Exception {
    Process process = started("redistributable");

    assertThat(text(process)).isEqualToIgnoringNewLines("usage: scripts/gpu-check [redist]");
    assertThat(process.waitFor()).isEqualTo(2);
  }
}
