package io.github.rnn4j.datasets.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds out how a table is written, from its beginning. */
final class Detection {

  /** The separators that are tried; the earlier one is taken if two fit equally well. */
  private static final List<Character> SEPARATORS = List.of('\t', ';', ',', '|');

  private static final Pattern NUMBER_OR_DATE = Pattern.compile("[-+$€£]?[0-9][-+0-9.,:/ TZ%eE]*");

  /** The name of an only column; anything else there is more likely to be its first text. */
  private static final Pattern TEXT =
      Pattern.compile("(?i)texts?|reviews?|sentences?|content|body|messages?|comments?|titles?");

  /** Labels that nobody takes for the name of a column. */
  private static final Pattern LABEL = Pattern.compile("(?i)pos|neg|positive|negative");

  private Detection() {}

  /**
   * Returns the separator with which most rows have the same number of fields, at least two.
   *
   * @param sample the beginning of the text, whole lines
   * @param kind what is in the table
   * @return the separator; a comma if there is only one column
   */
  static char separator(String sample, TableKind kind) {
    char best = ',';
    double most = 0;
    for (char separator : SEPARATORS) {
      double share = shareOfUsualWidth(rows(sample, separator, kind));
      if (share > most) {
        best = separator;
        most = share;
      }
    }
    return best;
  }

  private static double shareOfUsualWidth(List<List<String>> rows) {
    int width = width(rows);
    return width < 2
        ? 0
        : (double) rows.stream().filter(row -> row.size() == width).count() / rows.size();
  }

  /** Returns the most frequent number of fields; 0 if there are no rows. */
  static int width(List<List<String>> rows) {
    Map<Integer, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  /** Parses the sample; if its quotes are not those of CSV, as lines in which they mean nothing. */
  static List<List<String>> rows(String sample, char separator, TableKind kind) {
    try {
      return CsvReader.builder()
          .fieldSeparator(separator)
          .trimWhitespacesAroundQuotes(QuotedRows.trims(kind, separator))
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
          .allowUnclosedQuote(true)
          .ofCsvRecord(sample)
          .stream()
          .map(CsvRecord::getFields)
          .toList();
    } catch (CsvParseException otherQuotes) {
      return sample
          .lines()
          .filter(line -> !line.isEmpty())
          .map(line -> List.of(line.split(Pattern.quote(String.valueOf(separator)), -1)))
          .toList();
    }
  }

  /**
   * Returns whether the first of some rows has the names of the columns: none of its fields is a
   * number, a date or a label such as {@code pos}, at least one is not empty, and none occurs again
   * in its column. An only column must be named like a text.
   */
  static boolean hasHeader(List<List<String>> rows) {
    List<String> first = rows.get(0).stream().map(String::strip).toList();
    if (first.stream().allMatch(String::isEmpty) || first.stream().anyMatch(Detection::isValue)) {
      return false;
    }
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int column = 0; column < Math.min(row.size(), first.size()); column++) {
        String name = first.get(column);
        if (!name.isEmpty() && name.equals(row.get(column).strip())) {
          return false;
        }
      }
    }
    boolean several = rows.stream().anyMatch(row -> row.size() > 1);
    return several || TEXT.matcher(first.get(0)).matches();
  }

  private static boolean isValue(String field) {
    return NUMBER_OR_DATE.matcher(field).matches() || LABEL.matcher(field).matches();
  }
}
