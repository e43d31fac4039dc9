package io.github.rnn4j.datasets.table;

import io.github.rnn4j.datasets.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Opens a table: finds out how it is written, and which columns it has. */
final class TableOpening {

  /** How many characters are looked at. */
  private static final int SAMPLE = 1 << 18;

  private static final char NONE = 0;
  private static final String JSON = "JSON lines";
  private static final String FASTTEXT = "fastText lines";

  private final Path file;
  private final TableFormat format;
  private final TableKind kind;
  private final EncodedText encoded;
  private final BufferedReader text;
  private final String sample;

  private TableOpening(Path file, TableFormat format, TableKind kind, EncodedText encoded)
      throws IOException {
    this.file = file;
    this.format = format;
    this.kind = kind;
    this.encoded = encoded;
    this.text = new BufferedReader(encoded, 1 << 16);
    this.sample = sample(text);
  }

  static Table open(Path file, TableFormat format, TableKind kind, EncodedText encoded)
      throws IOException {
    return new TableOpening(file, format, kind, encoded).table();
  }

  /** Returns the beginning of a text. */
  private static String sample(BufferedReader text) throws IOException {
    text.mark(SAMPLE + 1);
    char[] start = new char[SAMPLE];
    int length = 0;
    for (int n = 0; n >= 0 && length < SAMPLE; n = text.read(start, length, SAMPLE - length)) {
      length += n;
    }
    text.reset();
    return new String(start, 0, length);
  }

  private Table table() throws IOException {
    String begun = sample.stripLeading();
    if (begun.isEmpty()) {
      throw new DataException(file + " is empty; it must have at least one row");
    }
    if (format.separator().isEmpty() && begun.startsWith("{")) {
      return table(JSON, NONE, new JsonRows(text, source(), sample), true);
    }
    if (format.separator().isEmpty() && begun.startsWith(FastTextRows.MARK)) {
      return table(FASTTEXT, NONE, new FastTextRows(text, source()), true);
    }
    if (format.separator().isEmpty() && begun.matches("(?s)\\[\\s*\\{.*")) {
      throw new DataException(
          file
              + " is a JSON array; write one object on each line, without brackets and commas around it, for example with jq -c '.[]'");
    }
    char separator = format.separatorCharacter().orElseGet(() -> Detection.separator(sample, kind));
    List<List<String>> rows = rows(separator);
    int width = Detection.width(rows);
    boolean headed =
        switch (format.header()) {
          case PRESENT -> true;
          case ABSENT -> false;
          case DETECT -> kind.header().test(rows);
        };
    boolean plain = separator == '\t' && (eachLineHas(width) || !isCsv());
    Rows parsed = plain ? new PlainRows(text, separator, source()) : quoted(text, separator);
    String form = name(separator) + "-separated";
    if (headed) {
      requireWhole(rows, width);
      return table(form, separator, parsed, headed);
    }
    boolean pairs =
        kind.pairs()
            && separator == '\t'
            && rows.stream().mapToInt(List::size).min().orElse(0) == 2;
    return new Table(
        file,
        text,
        parsed,
        new Table.Layout(
            how(form, false), separator, numbered(pairs ? 2 : width), pairs, kind.footers()));
  }

  private Table table(String form, char separator, Rows rows, boolean headed) throws IOException {
    List<String> names = rows.next().fields().stream().map(String::strip).toList();
    return new Table(
        file,
        text,
        rows,
        new Table.Layout(how(form, headed), separator, names, false, kind.footers()));
  }

  private String how(String form, boolean headed) {
    boolean named = form.equals(JSON) || form.equals(FASTTEXT);
    String header = named ? "" : headed ? ", with a header" : ", without a header";
    return form + header + ", " + encoded.charset().name();
  }

  private String source() {
    return file.toString();
  }

  private QuotedRows quoted(Reader from, char separator) {
    return new QuotedRows(from, separator, kind, source());
  }

  private static List<String> numbered(int width) {
    return IntStream.rangeClosed(1, width).mapToObj(column -> "#" + column).toList();
  }

  /** Returns the rows of the sample, without the last one, which may have been cut. */
  private List<List<String>> rows(char separator) {
    List<List<String>> rows = Detection.rows(sample, separator, kind);
    return sample.length() < SAMPLE || rows.size() <= 2 ? rows : rows.subList(0, rows.size() - 1);
  }

  private void requireWhole(List<List<String>> rows, int width) {
    List<String> header = rows.get(0);
    boolean endsInSeparator =
        width == header.size() + 1
            && rows.stream().allMatch(row -> row.size() < width || row.get(width - 1).isBlank());
    if (header.size() < width && !endsInSeparator) {
      throw new DataException(
          "line 1 of %s has %s, but most rows have %d: '%s'. If it is a comment, remove it; if the file has no header, add --no-header"
              .formatted(
                  file, Table.count(header.size()), width, Table.shown(String.join(" ", header))));
    }
  }

  /** Returns whether no line is incomplete, so that no field continues on the next line. */
  private boolean eachLineHas(int width) throws IOException {
    try (BufferedReader again = again()) {
      Rows lines = new PlainRows(again, '\t', source());
      for (TableRow row; (row = lines.next()) != null; ) {
        if (row.fields().size() != width) {
          return false;
        }
      }
      return true;
    }
  }

  /** Returns whether all quotes are those of CSV. */
  private boolean isCsv() throws IOException {
    try (BufferedReader again = again()) {
      Rows rows = quoted(again, '\t');
      while (rows.next() != null) {}
      return true;
    } catch (QuotedRows.NotCsvException other) {
      return false;
    }
  }

  /** Returns the text from its start; of a pipe, which can be read only once, the beginning. */
  private BufferedReader again() throws IOException {
    return new BufferedReader(
        Files.isRegularFile(file)
            ? EncodedText.open(file, format.charset())
            : new StringReader(wholeLines()),
        1 << 16);
  }

  private String wholeLines() {
    int end = sample.length() < SAMPLE ? -1 : sample.lastIndexOf('\n');
    return end < 0 ? sample : sample.substring(0, end + 1);
  }

  private static String name(char separator) {
    return switch (separator) {
      case ',' -> "comma";
      case ';' -> "semicolon";
      case '\t' -> "tab";
      case '|' -> "pipe";
      case ' ' -> "space";
      default -> "'" + separator + "'";
    };
  }
}
