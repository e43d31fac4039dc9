package io.github.rnn4j.kernel.simd;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Writes the tiles of {@link WideTiles}, which repeat the same few lines for each row and column:
 * only local variables stay in registers. With {@code -Drnn4j.write=true} this test writes them
 * into the source instead of comparing.
 */
class WideTilesTest {
  private static final Path SOURCE =
      Path.of("src/main/java/io/github/rnn4j/kernel/simd/WideTiles.java");
  private static final String BEGIN = "  // Written by WideTilesTest from here on.\n";
  private static final List<String> NUMBERS = List.of("One", "Two", "Three", "Four", "Five", "Six");
  private static final int COLUMNS = 4;

  private final StringBuilder text = new StringBuilder();

  @Test
  void sourceIsWhatThisTestWrites() throws IOException {
    String source = Files.readString(SOURCE);
    String byHand = source.substring(0, source.indexOf(BEGIN) + BEGIN.length());

    String expected = byHand + tiles() + "}\n";

    if (Boolean.getBoolean("rnn4j.write")) {
      Files.writeString(SOURCE, expected);
      return;
    }
    assertThat(source).isEqualTo(expected);
  }

  private String tiles() {
    for (int rows = 6; rows >= 1; rows--) {
      rowByRow(rows);
    }
    columnByColumn();
    return text.toString();
  }

  private void rowByRow(int rows) {
    line("");
    line(
        "  /** %s row%s of A, row by row. */"
            .formatted(NUMBERS.get(rows - 1), rows == 1 ? "" : "s"));
    if (rows == 1) {
      line(
          "  static void row1(float[] a, int from, float[] b, int panel, int depth, float[] c, int to) {");
    } else {
      line("  private static void rows%d(".formatted(rows));
      List<String> parameters =
          List.of(
              "float[] a",
              "int from",
              "int stride",
              "float[] b",
              "int panel",
              "int depth",
              "float[] c",
              "int to",
              "int row");
      line(parameters.stream().map(p -> "      " + p).collect(joining(",\n")) + ") {");
    }
    for (int i = 1; i < rows; i++) {
      line("    int a%d = from + %s;".formatted(i, times(i, "stride")));
    }
    loop(rows, "", i -> "%s + k".formatted(i == 0 ? "from" : "a" + i), "");
  }

  private void columnByColumn() {
    line("");
    line("  /** Six rows of A, column by column. */");
    line("  static void block6(");
    line(
        "      float[] a, int from, int step, float[] b, int panel, int depth, float[] c, int to, int row) {");
    loop(6, "    int in = from;", i -> i == 0 ? "in" : "in + " + i, "      in += step;");
  }

  /** Loads the sums, adds the products along the depth, stores the sums. */
  private void loop(int rows, String before, IntFunction<String> place, String after) {
    places(rows)
        .forEach(
            p ->
                line(
                    "    FloatVector c%s = FloatVector.fromArray(S, c, %s);".formatted(p, sum(p))));
    line("    int at = panel;");
    lineUnlessEmpty(before);
    line("    for (int k = 0; k < depth; k++) {");
    for (int j = 0; j < COLUMNS; j++) {
      line(
          "      FloatVector b%d = FloatVector.fromArray(S, b, at%s);"
              .formatted(j, j == 0 ? "" : " + " + times(j, "LANES")));
    }
    line("      at += WIDTH;");
    for (int i = 0; i < rows; i++) {
      line(
          "      %sv = FloatVector.broadcast(S, a[%s]);"
              .formatted(i == 0 ? "FloatVector " : "", place.apply(i)));
      for (int j = 0; j < COLUMNS; j++) {
        line("      c%d%d = v.fma(b%d, c%d%d);".formatted(i, j, j, i, j));
      }
    }
    lineUnlessEmpty(after);
    line("    }");
    places(rows).forEach(p -> line("    c%s.intoArray(c, %s);".formatted(p, sum(p))));
    line("  }");
  }

  /** Row and column of each vector of sums. */
  private static List<String> places(int rows) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int row = i;
      IntStream.range(0, COLUMNS).forEach(j -> places.add("" + row + j));
    }
    return places;
  }

  private static String sum(String place) {
    int i = place.charAt(0) - '0';
    int j = place.charAt(1) - '0';
    return "to"
        + (i == 0 ? "" : " + " + times(i, "row"))
        + (j == 0 ? "" : " + " + times(j, "LANES"));
  }

  private static String times(int factor, String name) {
    return factor == 1 ? name : factor + " * " + name;
  }

  private void lineUnlessEmpty(String line) {
    if (!line.isEmpty()) {
      line(line);
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
