package io.github.rnn4j.lessons;

import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a lesson prints to, and the settings of its command line.
 *
 * @param out where the lesson prints
 * @param pictures the folder of its pictures, which is created when the first is drawn
 * @param data the file to read instead of synthetic data
 * @param epochs the number of training epochs, if it is not the lesson's own
 */
record Notebook(PrintStream out, Path pictures, Optional<Path> data, OptionalInt epochs) {

  /** Returns the number of training epochs: the given number, or the one on the command line. */
  int epochs(int standard) {
    return epochs.orElse(standard);
  }

  /** Refuses a file that is too short for a lesson. */
  static void require(long count, String what, long least) {
    if (count < least) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "The file has %,d %s; this lesson needs at least %,d.",
              count,
              what,
              least));
    }
  }

  /** Starts a section of the output. */
  void heading(String text) {
    out.printf("%n%s%n", text);
  }

  /** Prints a line, indented under its heading. */
  void print(String format, Object... arguments) {
    out.println(("  " + String.format(Locale.ROOT, format, arguments)).stripTrailing());
  }

  /** Writes a picture and prints where it is. */
  void picture(String name, Chart<?, ?> chart) throws IOException {
    Path file = pictures.resolve(name + ".png");
    Files.createDirectories(pictures);
    ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
    print("Picture: %s", file);
  }

  /** Returns the numbers of an array in one line, {@code [-0.4701929 0.5863904]}. */
  static String numbers(INDArray array, int decimals) {
    return numbers(array.dup('c').data().asDouble(), decimals);
  }

  /** Returns numbers in one line, {@code [-0.4701929 0.5863904]}. */
  static String numbers(double[] numbers, int decimals) {
    String format = "%" + (decimals == 0 ? 1 : decimals + 3) + "." + decimals + "f";
    return Arrays.stream(numbers)
        .mapToObj(number -> String.format(Locale.ROOT, format, number))
        .collect(Collectors.joining(" ", "[", "]"));
  }
}
