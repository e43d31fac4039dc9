package io.github.rnn4j.datasets.table;

import java.util.List;

/**
 * A row of a table.
 *
 * @param line the line of the file in which the row begins, counted from 1
 * @param fields one field per column, as written, without the quotes around it
 */
public record TableRow(long line, List<String> fields) {

  /**
   * Makes the list unmodifiable.
   *
   * @param line see {@link TableRow}
   * @param fields see {@link TableRow}
   */
  public TableRow {
    fields = List.copyOf(fields);
  }

  /** Returns whether nothing is in the row but white space. */
  boolean isBlank() {
    return fields.stream().allMatch(String::isBlank);
  }
}
