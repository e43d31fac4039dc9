package io.github.rnn4j.cli.train;

import io.github.rnn4j.run.FileContent;
import io.github.rnn4j.run.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/**
 * A picture of a run, which is worth less than its figures: where it cannot be drawn, they stay.
 */
public final class PictureFile {

  private PictureFile() {}

  /**
   * Draws in memory, then writes the file. Java draws text with the fonts of the system, and throws
   * errors of many kinds where there are none.
   *
   * @param run the run that gets the picture
   * @param name the name of its file
   * @param drawing draws the picture
   * @param err gets one line if it cannot be drawn; there is no file then
   * @throws io.github.rnn4j.loop.RunException if the file cannot be written
   */
  public static void write(RunDirectory run, String name, FileContent drawing, PrintStream err) {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    try {
      drawing.writeTo(drawn);
    } catch (IOException | RuntimeException | LinkageError | InternalError cause) {
      String reason = cause.toString().lines().findFirst().orElse("");
      err.println(
          "There is no %s: it cannot be drawn (%s). Java needs fonts: install fontconfig and a font such as DejaVu. All else of the run is complete."
              .formatted(name, reason));
      return;
    }
    run.write(name, drawn::writeTo);
  }
}
