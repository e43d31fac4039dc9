package io.github.rnn4j.datasets.table;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a table has in its fields, which decides what is allowed.
 *
 * @param header whether the first of some rows is a header, if the format leaves that open
 * @param pairs whether rows of a label and a text may have more separators, in the text
 * @param spaced whether there may be white space around the quotes of a field
 * @param footers whether the last rows may have fewer fields, and are then left out
 */
record TableKind(
    Predicate<List<List<String>>> header, boolean pairs, boolean spaced, boolean footers) {

  static final TableKind TEXTS = new TableKind(Detection::hasHeader, true, false, false);

  static TableKind values(Predicate<List<String>> isHeader) {
    return new TableKind(rows -> isHeader.test(rows.get(0)), false, true, true);
  }
}
