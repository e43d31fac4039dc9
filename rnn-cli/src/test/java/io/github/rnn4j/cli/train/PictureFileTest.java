package io.github.rnn4j.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.run.FileContent;
import io.github.rnn4j.run.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureFileTest {

  private static final String NAME = RunDirectory.LEARNING_CURVE;

  @TempDir Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private RunDirectory run;

  @BeforeEach
  void create() {
    run = RunDirectory.create(folder.resolve("a"));
  }

  private void write(FileContent drawing) {
    PictureFile.write(run, NAME, drawing, new PrintStream(err, true, UTF_8));
  }

  /** What Java throws without fonts, first and later, and without its graphics library. */
  static Stream<Throwable> failures() {
    return Stream.of(
        new InternalError("Fontconfig head is null, check your fonts"),
        new RuntimeException("Fontconfig head is null,\ncheck your fonts"),
        new NoClassDefFoundError("Could not initialize class sun.awt.X11FontManager"),
        new UnsatisfiedLinkError("libfreetype.so.6"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void missingFontsAreNamedInOneLineAndThereIsNoFile(Throwable failure) {
    write(
        out -> {
          out.write(1);
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });

    assertThat(err.toString(UTF_8).lines()).hasSize(1);
    assertThat(err.toString(UTF_8)).contains(NAME, "fontconfig", failure.getClass().getName());
    assertThat(run.file(NAME)).doesNotExist();
  }

  @Test
  void whatIsDrawnIsInTheFile() {
    write(out -> out.write(new byte[] {1, 2, 3}));

    assertThat(run.file(NAME)).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(err.size()).isZero();
  }

  @Test
  void errorsThatSayNothingAboutFontsAreNotHidden() {
    assertThatThrownBy(
            () ->
                write(
                    out -> {
                      throw new OutOfMemoryError("heap");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
  }
}
