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

  /**
   * Returns the two fields of a line in which one may have separators of its own, because there are
   * no quotes.
   *
   * @param whole the field that gets everything but the other one: 0 or 1
   * @return both fields
   */
  public List<String> pair(int whole) {
    int last = fields.size() - 1;
    return whole == 0
        ? List.of(joined(0, last), fields.get(last))
        : List.of(fields.get(0), joined(1, last + 1));
  }

  private String joined(int from, int to) {
    return String.join("\t", fields.subList(from, to));
  }

  /** Returns whether nothing is in the row but white space. */
  boolean isBlank() {
    return fields.stream().allMatch(String::isBlank);
  }
}
