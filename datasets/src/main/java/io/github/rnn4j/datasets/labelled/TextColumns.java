package io.github.rnn4j.datasets.labelled;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The columns of a table of labelled texts.
 *
 * @param text the column of the texts, counted from 0
 * @param label the column of the labels
 * @param group the column of the groups; -1 for none
 * @param rest whether everything but the label belongs to the text, because the text of a line
 *     without quotes may have separators
 */
record TextColumns(int text, int label, int group, boolean rest) {

  private static final List<String> TEXTS =
      List.of("text", "review", "sentence", "content", "body");
  private static final List<String> LABELS = List.of("label", "sentiment", "class", "category");

  /** The name of the first column of a table without a header. */
  private static final String NUMBERED = "#1";

  private static final int NONE = -1;

  /** Labels in the first column of two, or in the second one. */
  static final List<TextColumns> PAIRS =
      List.of(new TextColumns(1, 0, NONE, true), new TextColumns(0, 1, NONE, true));

  /**
   * Finds the columns.
   *
   * @return one choice, or those between which the labels have to decide
   * @throws DataException if the columns cannot be told apart; the message lists them
   */
  static List<TextColumns> of(Path file, Table table, LabelledTextFormat format) {
    boolean numbered = table.columns().get(0).equals(NUMBERED);
    boolean open = format.textColumn().isEmpty() && format.labelColumn().isEmpty();
    if (numbered && open && table.columns().size() == 2 && format.groupColumn().isEmpty()) {
      return PAIRS;
    }
    return List.of(named(file, table, format));
  }

  /**
   * Finds the columns by what is given and by their names.
   *
   * @throws DataException if the columns cannot be told apart; the message lists them
   */
  static TextColumns named(Path file, Table table, LabelledTextFormat format) {
    if (table.columns().size() < 2) {
      throw new DataException(
          "%s has only one column (%s), but each text needs a label. Use CSV with a column for each, lines of the form label<TAB>text, or a folder for each class; if the columns were not told apart, add --separator"
              .formatted(file, table.names()));
    }
    int text = given(table, format.textColumn());
    int label = given(table, format.labelColumn());
    int group = given(table, format.groupColumn());
    if (table.columns().size() == 2 && (text == NONE) != (label == NONE)) {
      text = text == NONE ? 1 - label : text;
      label = label == NONE ? 1 - text : label;
    }
    text = text == NONE ? named(file, table, TEXTS, "text") : text;
    label = label == NONE ? named(file, table, LABELS, "label") : label;
    if (text == label) {
      throw new DataException(
          "%s: '%s' cannot be both the text and the label; its columns are %s"
              .formatted(file, table.columns().get(text), table.names()));
    }
    boolean numbered = table.columns().get(0).equals(NUMBERED);
    boolean rest = numbered && table.columns().size() == 2 && group == NONE;
    return new TextColumns(text, label, group, rest);
  }

  /** Returns the column of the texts, whether there are labels or not. */
  static int text(Path file, Table table, String column) {
    int given = given(table, column);
    if (given != NONE) {
      return given;
    }
    boolean only = table.columns().size() == 1;
    return only && !LABELS.contains(table.columns().get(0).toLowerCase(Locale.ROOT))
        ? 0
        : named(file, table, TEXTS, "text");
  }

  private static int given(Table table, String column) {
    return column.isEmpty() ? NONE : table.column(column);
  }

  private static int named(Path file, Table table, List<String> names, String what) {
    int[] found =
        IntStream.range(0, table.columns().size())
            .filter(c -> names.contains(table.columns().get(c).toLowerCase(Locale.ROOT)))
            .toArray();
    if (found.length == 1) {
      return found[0];
    }
    String last = names.get(names.size() - 1);
    String others = String.join(", ", names.subList(0, names.size() - 1));
    throw new DataException(
        "%s has %s; its columns are %s. Choose one with --%s-column"
            .formatted(
                file,
                found.length == 0
                    ? "no column named " + others + " or " + last
                    : "more than one column that could be the " + what,
                table.names(),
                what));
  }

  /** Returns the text of a row as it is written. */
  String text(TableRow row) {
    return fields(row).get(text);
  }

  /** Returns the label of a row without white space around it. */
  String label(TableRow row) {
    return fields(row).get(label).strip();
  }

  private List<String> fields(TableRow row) {
    return rest ? row.pair(text) : row.fields();
  }

  /** Returns the group of a row; empty if there are no groups. */
  String group(TableRow row) {
    return group == NONE ? "" : row.fields().get(group).strip();
  }

  /** Names the columns for the user. */
  String described(Table table) {
    String names =
        "text from column '%s', label from column '%s'"
            .formatted(table.columns().get(text), table.columns().get(label));
    return group == NONE
        ? names
        : names + ", group from column '%s'".formatted(table.columns().get(group));
  }
}
