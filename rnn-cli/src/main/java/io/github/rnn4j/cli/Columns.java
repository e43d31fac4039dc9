package io.github.rnn4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text in columns. */
public final class Columns {

  private static final String INDENT = "  ";
  private static final String LEFT_OUT = "...";
  private static final int FIRST = 10;
  private static final int LAST = 4;
  private static final int WIDEST = 200;

  private Columns() {}

  /**
   * Aligns rows: the first column to the left, all others to the right.
   *
   * @param rows rows of any length
   * @return one line for each row, indented
   */
  public static List<String> aligned(List<List<String>> rows) {
    return aligned(rows, INDENT, " ");
  }

  /**
   * Aligns rows: the first column to the left, all others to the right.
   *
   * @param rows rows of any length
   * @param indent what each line begins with
   * @param gap what is between two columns
   * @return one line for each row; a cell longer than {@value #WIDEST} characters ends with three
   *     dots
   */
  public static List<String> aligned(List<List<String>> rows, String indent, String gap) {
    List<List<String>> shown =
        rows.stream().map(row -> row.stream().map(Columns::shortened).toList()).toList();
    return alignedCells(shown, indent, gap);
  }

  private static List<String> alignedCells(List<List<String>> rows, String indent, String gap) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths =
        IntStream.range(0, columns)
            .map(
                column ->
                    rows.stream()
                        .filter(row -> row.size() > column)
                        .mapToInt(row -> width(row.get(column)))
                        .max()
                        .orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(column -> padded(row.get(column), widths[column], column == 0))
                    .collect(Collectors.joining(gap, indent, ""))
                    .stripTrailing())
        .toList();
  }

  private static String shortened(String cell) {
    boolean fits = cell.length() <= WIDEST || width(cell) <= WIDEST;
    return fits ? cell : cell.substring(0, cell.offsetByCodePoints(0, WIDEST)) + LEFT_OUT;
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String padded(String cell, int width, boolean left) {
    String space = " ".repeat(width - width(cell));
    return left ? cell + space : space + cell;
  }

  /**
   * Shows tokens above their indices.
   *
   * @param tokens the tokens
   * @param indices one index for each token
   * @return two lines, shortened like {@link #row}
   */
  public static List<String> encoding(List<String> tokens, List<Integer> indices) {
    return aligned(
        List.of(
            row("token", tokens), row("index", indices.stream().map(String::valueOf).toList())));
  }

  /**
   * Shortens a long row, but keeps its end, where the padding is.
   *
   * @param name the first cell
   * @param cells the cells after it
   * @return the row; if there are more than {@value #FIRST} + {@value #LAST} cells, those in
   *     between are replaced by three dots
   */
  public static List<String> row(String name, List<String> cells) {
    List<String> row = new ArrayList<>(List.of(name));
    if (cells.size() <= FIRST + LAST) {
      row.addAll(cells);
      return row;
    }
    row.addAll(cells.subList(0, FIRST));
    row.add(LEFT_OUT);
    row.addAll(cells.subList(cells.size() - LAST, cells.size()));
    return row;
  }
}
