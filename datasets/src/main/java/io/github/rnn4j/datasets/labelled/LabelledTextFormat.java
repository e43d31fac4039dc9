package io.github.rnn4j.datasets.labelled;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableFormat;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where labelled texts have their text and their label. What is left open is detected.
 *
 * @param table how the table is written
 * @param textColumn the column of the texts, by name or as {@code #3}; empty for the one that is
 *     named like a text
 * @param labelColumn the column of the labels; empty for the one that is named like a label
 * @param groupColumn the column that says which texts belong together; empty for none
 * @param positive which of two classes is the positive one; empty to choose it by its name
 */
public record LabelledTextFormat(
    TableFormat table, String textColumn, String labelColumn, String groupColumn, String positive)
    implements Serializable {

  /** The format in which everything is detected. */
  public static final LabelledTextFormat DETECTED =
      new LabelledTextFormat(TableFormat.DETECTED, "", "", "", "");

  /**
   * Checks that nothing is null.
   *
   * @param table see {@link LabelledTextFormat}
   * @param textColumn see {@link LabelledTextFormat}
   * @param labelColumn see {@link LabelledTextFormat}
   * @param groupColumn see {@link LabelledTextFormat}
   * @param positive see {@link LabelledTextFormat}
   * @throws NullPointerException if a value is null
   */
  public LabelledTextFormat {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(textColumn, "textColumn");
    Objects.requireNonNull(labelColumn, "labelColumn");
    Objects.requireNonNull(groupColumn, "groupColumn");
    Objects.requireNonNull(positive, "positive");
  }

  /**
   * Returns a copy with another group column.
   *
   * @param column the column, by name or as {@code #3}; empty for none
   * @return the copy
   */
  public LabelledTextFormat groupedBy(String column) {
    return new LabelledTextFormat(table, textColumn, labelColumn, column, positive);
  }

  /**
   * Completes the names of the columns of a table that is read by other means.
   *
   * @param where the table, for messages
   * @param columns the names of its columns
   * @return the same format with a text column and a label column that the table has
   * @throws DataException if a column cannot be told, or there is none of that name; the message
   *     lists the columns
   */
  public LabelledTextFormat among(String where, List<String> columns) {
    try (Table named = Table.of(where, columns, List.of())) {
      for (String given : List.of(textColumn, labelColumn, groupColumn)) {
        if (!given.isEmpty() && !columns.contains(given)) {
          throw new DataException(
              "%s has no column '%s'; its columns are %s".formatted(where, given, named.names()));
        }
      }
      TextColumns found = TextColumns.named(Path.of(where), named, this);
      return new LabelledTextFormat(
          table, columns.get(found.text()), columns.get(found.label()), groupColumn, positive);
    }
  }

  /**
   * Finds the texts of a table that need not have labels.
   *
   * @param file the file, for messages
   * @param table its table
   * @return the column of the texts, counted from 0
   * @throws DataException if the column cannot be told; the message lists the columns
   */
  public int textColumn(Path file, Table table) {
    return TextColumns.text(file, table, textColumn);
  }
}
