package io.github.rnn4j.datasets.table;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a table has in its fields, which decides what is allowed.
 *
 * @param header whether the first of some rows is a header, if the format leaves that open
 * @param pairs whether rows of a label and a text may have more separators, in the text
 * @param spaced whether there may be white space around the quotes of a field
 */
record TableKind(Predicate<List<List<String>>> header, boolean pairs, boolean spaced) {

  static final TableKind TEXTS = new TableKind(Detection::hasHeader, true, false);

  static TableKind values(Predicate<List<String>> isHeader) {
    return new TableKind(rows -> isHeader.test(rows.get(0)), false, true);
  }
}
