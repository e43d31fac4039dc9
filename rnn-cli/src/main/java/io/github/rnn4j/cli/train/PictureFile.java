package io.github.rnn4j.cli.train;

import io.github.rnn4j.run.FileContent;
import io.github.rnn4j.run.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a picture of a run. If it cannot be drawn, the run goes ahead without it. */
public final class PictureFile {

  private PictureFile() {}

  /**
   * Draws in memory, then writes the file. Java draws text with the system's fonts, and throws many
   * kinds of errors if there are none.
   *
   * @param run the run to add the picture to
   * @param name the name of its file
   * @param drawing draws the picture
   * @param err gets one line if the picture cannot be drawn; no file is written in that case
   * @throws io.github.rnn4j.loop.RunException if the file cannot be written
   */
  public static void write(RunDirectory run, String name, FileContent drawing, PrintStream err) {
    drawn(name, drawing, err).ifPresent(picture -> run.write(name, picture::writeTo));
  }

  /**
   * Like {@link #write(RunDirectory, String, FileContent, PrintStream)}, for a file outside of a
   * run.
   *
   * @param file the file; an existing one is replaced
   * @param drawing draws the picture
   * @param err gets one line if the picture cannot be drawn; no file is written in that case
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, FileContent drawing, PrintStream err) throws IOException {
    Optional<ByteArrayOutputStream> picture = drawn(file.toString(), drawing, err);
    if (picture.isPresent()) {
      Files.write(file, picture.get().toByteArray());
    }
  }

  private static Optional<ByteArrayOutputStream> drawn(
      String name, FileContent drawing, PrintStream err) {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    try {
      drawing.writeTo(drawn);
    } catch (IOException | RuntimeException | LinkageError | InternalError cause) {
      String reason = cause.toString().lines().findFirst().orElse("");
      err.println(
          "Cannot draw %s (%s). Java needs fonts: install fontconfig and a font such as DejaVu. The rest of the run is complete."
              .formatted(name, reason));
      return Optional.empty();
    }
    return Optional.of(drawn);
  }
}
