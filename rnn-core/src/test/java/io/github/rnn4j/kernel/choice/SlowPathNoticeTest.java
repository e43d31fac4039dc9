package io.github.rnn4j.kernel.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

class SlowPathNoticeTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final SlowPathNotice notice = new SlowPathNotice();

  @AfterEach
  void speakAgain() {
    System.clearProperty(SlowPathNotice.QUIET);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void withoutLoggingItIsPrintedOnce() {
    notice.print("Layers use the plain backend", new NOPLoggerFactory(), err);
    notice.print("Layers use the nd4j backend", new NOPLoggerFactory(), err);

    assertThat(printed())
        .isEqualTo(
            "rnn-core: Layers use the plain backend. To hide this line, use -Drnn4j.quiet=true.");
  }

  @Test
  void withLoggingNothingIsPrinted() {
    notice.print("Layers use the plain backend", LoggerFactory.getILoggerFactory(), err);

    assertThat(printed()).isEmpty();
  }

  /** A program without logging. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      CellShape shape = new CellShape(CellType.ELMAN, ElmanActivation.TANH, 1, 1);
      BackendChoice.recurrentEngine(shape, DataType.FLOAT);
      BackendChoice.recurrentEngine(shape, DataType.FLOAT);
    }
  }

  @Test
  void programWithoutLoggingPrintsItOnce() throws Exception {
    assertThat(errorsOfProgram()).containsOnlyOnce("rnn-core: ").contains("plain");
    assertThat(errorsOfProgram("-D" + SlowPathNotice.QUIET + "=true")).doesNotContain("rnn-core: ");
  }

  private static String errorsOfProgram(String... options) throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("logback"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, Program.class.getName()));
    Process program = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).start();
    String errors = new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(errors).isZero();
    return errors;
  }

  @Test
  void quietProgramsPrintNothing() {
    System.setProperty(SlowPathNotice.QUIET, "true");

    notice.print("Layers use the plain backend", new NOPLoggerFactory(), err);

    assertThat(printed()).isEmpty();
  }
}
