package io.github.rnn4j.datasets.table;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table in a text file, read row by row: CSV with any separator, tab-separated text, lines of
 * JSON, or lines of fastText. Separator, header and encoding are detected unless {@link
 * TableFormat} says what they are; {@link #description} tells what was detected.
 *
 * <pre>{@code
 * try (Table table = Table.open(Path.of("reviews.csv"), TableFormat.DETECTED)) {
 *   int text = table.column("review");
 *   while (table.hasNext()) {
 *     table.next().fields().get(text);
 *   }
 * }
 * table.column("reviev"); // DataException: reviews.csv has no column 'reviev'; its columns are ...
 * }</pre>
 *
 * <p>CSV is that of RFC 4180: fields in quotes may contain separators, line breaks and doubled
 * quotes. In tab-separated text, quotes are ordinary characters if each line has all fields, or if
 * they are not used as in CSV. Empty lines are skipped, as is an empty field after the last column,
 * which a separator at the end of each line makes. In lines of JSON, the columns are the names of
 * the objects at the beginning; in lines of fastText, they are {@code label} and {@code text}.
 *
 * <p>A tab-separated file without a header, in which the shortest rows have two fields, is read as
 * pairs of a label and a text: rows with more fields are allowed, because a text may have tabs.
 *
 * <p>The file may be compressed with gzip, or be a pipe. Only its beginning and the current row are
 * in memory. Not safe for use by several threads.
 */
public final class Table implements Closeable {

  private static final int SHOWN = 60;
  private static final Pattern POSITION = Pattern.compile("#([1-9][0-9]{0,8})");

  /** The last rows may be a footer if there are not more of them. */
  private static final int FOOTER = 20;

  private final Path file;
  private final Reader text;
  private final Rows rows;
  private final Layout layout;
  private final ArrayDeque<TableRow> ahead = new ArrayDeque<>(); // read to find a footer
  private TableRow next;
  private int footer;

  /**
   * How a table is written.
   *
   * @param description for the user
   * @param separator the character between two fields; 0 if there is none
   * @param columns the names of the columns
   * @param allowsMore whether rows may have more fields than there are columns
   * @param allowsFooter whether the last rows may have fewer fields, and are then left out
   */
  record Layout(
      String description,
      char separator,
      List<String> columns,
      boolean allowsMore,
      boolean allowsFooter) {}

  Table(Path file, Reader text, Rows rows, Layout layout) {
    this.file = file;
    this.text = text;
    this.rows = rows;
    this.layout = layout;
    advance();
  }

  /**
   * Opens a table and finds out how it is written.
   *
   * @param file the file, or a pipe
   * @param format what is known of it
   * @return the table, before its first row
   * @throws DataException if there is no such file, it is empty, an archive, or not text in its
   *     encoding; the message says what to do
   */
  public static Table open(Path file, TableFormat format) {
    return open(file, format, TableKind.TEXTS);
  }

  /**
   * Opens a table of short values, such as numbers and dates. In contrast to {@link #open}, all
   * rows must have the same number of fields, and there may be white space around the quotes of a
   * field. Only the last rows may have fewer fields, such as a footer with the source of the data;
   * they are left out.
   *
   * @param file the file, or a pipe
   * @param format what is known of it
   * @param isHeader whether the fields of the first row are the names of the columns, if the format
   *     leaves that open
   * @return the table, before its first row
   * @throws DataException as from {@link #open}
   */
  public static Table ofValues(Path file, TableFormat format, Predicate<List<String>> isHeader) {
    return open(file, format, TableKind.values(isHeader));
  }

  /**
   * Returns a table whose rows are in memory, such as some rows of a database.
   *
   * @param name its name in messages
   * @param columns the names of the columns
   * @param rows rows with one field for each column
   * @return the table, before its first row
   */
  public static Table of(String name, List<String> columns, List<List<String>> rows) {
    Iterator<List<String>> left = rows.iterator();
    AtomicLong number = new AtomicLong();
    return new Table(
        Path.of(name),
        Reader.nullReader(),
        () -> left.hasNext() ? new TableRow(number.incrementAndGet(), left.next()) : null,
        new Layout("in memory", (char) 0, List.copyOf(columns), false, false));
  }

  private static Table open(Path file, TableFormat format, TableKind kind) {
    EncodedText text = null;
    try {
      text = EncodedText.open(file, format.charset());
      return TableOpening.open(file, format, kind, text);
    } catch (IOException cause) {
      close(text);
      throw unreadable(file, cause);
    } catch (RuntimeException cause) {
      close(text);
      throw cause;
    }
  }

  private static void close(Reader text) {
    try {
      if (text != null) {
        text.close();
      }
    } catch (IOException cause) {
      throw new DataException("cannot close a file (" + FileFailure.reason(cause) + ")", cause);
    }
  }

  private static DataException unreadable(Path file, IOException cause) {
    return new DataException(
        "cannot read " + file + " (" + FileFailure.reason(cause) + "); check the file", cause);
  }

  /**
   * Returns how the table is written, for the user.
   *
   * @return for example {@code comma-separated, with a header, UTF-8}
   */
  public String description() {
    return layout.description();
  }

  /**
   * Returns the character between two fields.
   *
   * @return the character; 0 for lines of JSON and of fastText
   */
  public char separator() {
    return layout.separator();
  }

  /**
   * Returns the names of the columns: those of the header, without white space around them, or
   * {@code #1}, {@code #2} and so on.
   *
   * @return one name per column; a name may be empty, or occur more than once
   */
  public List<String> columns() {
    return layout.columns();
  }

  /**
   * Finds a column.
   *
   * @param name its name, or {@code #} and its position, counted from 1; if no name is exactly the
   *     same, upper and lower case are not distinguished
   * @return the position of the column, counted from 0
   * @throws DataException if there is no such column, or more than one; the message lists the
   *     columns
   */
  public int column(String name) {
    List<Integer> same = find(name::equals);
    List<Integer> found = same.isEmpty() ? find(name::equalsIgnoreCase) : same;
    if (found.size() > 1) {
      throw new DataException(
          "%s has %d columns named '%s'; choose one by its position: %s"
              .formatted(
                  file,
                  found.size(),
                  name,
                  found.stream()
                      .map(column -> "#" + (column + 1))
                      .collect(Collectors.joining(" or "))));
    }
    return found.isEmpty()
        ? position(name)
            .orElseThrow(
                () ->
                    new DataException(
                        "%s has no column '%s'; its columns are %s".formatted(file, name, names())))
        : found.get(0);
  }

  private List<Integer> find(Predicate<String> wanted) {
    return IntStream.range(0, columns().size())
        .filter(column -> wanted.test(columns().get(column)))
        .boxed()
        .toList();
  }

  private Optional<Integer> position(String name) {
    Matcher position = POSITION.matcher(name);
    return position.matches() && Integer.parseInt(position.group(1)) <= columns().size()
        ? Optional.of(Integer.parseInt(position.group(1)) - 1)
        : Optional.empty();
  }

  /**
   * Lists the columns for a message.
   *
   * @return their names, separated by commas
   */
  public String names() {
    return columns().stream()
        .map(name -> name.isEmpty() ? "(no name)" : shown(name))
        .collect(Collectors.joining(", "));
  }

  /**
   * Returns whether there is another row.
   *
   * @return false at the end
   */
  public boolean hasNext() {
    return next != null;
  }

  /**
   * Returns the next row.
   *
   * @return the row, with one field per column
   * @throws DataException if the row after it cannot be read, or has too few or too many fields;
   *     the message names the line
   * @throws NoSuchElementException at the end
   */
  public TableRow next() {
    if (next == null) {
      throw new NoSuchElementException("all rows of " + file + " have been read");
    }
    TableRow row = next;
    advance();
    return row;
  }

  private void advance() {
    try {
      next = read();
      if (next != null && layout.allowsFooter() && isShort(next) && restIsShort()) {
        footer = 1 + (int) ahead.stream().filter(row -> !row.isBlank()).count();
        next = null;
        ahead.clear();
      }
      next = next == null ? null : whole(next);
    } catch (IOException cause) {
      throw unreadable(file, cause);
    }
  }

  /**
   * Returns how many of the last rows were left out, because they have fewer fields than the
   * others.
   *
   * @return 0 until all rows have been read
   */
  public int footer() {
    return footer;
  }

  /** Returns the next row that is not blank; null at the end. */
  private TableRow read() throws IOException {
    TableRow row;
    do {
      row = ahead.isEmpty() ? rows.next() : ahead.remove();
    } while (row != null && columns().size() > 1 && row.isBlank());
    return row;
  }

  private boolean isShort(TableRow row) {
    return row.fields().size() < columns().size();
  }

  /** Returns whether all other rows are short, so that they are a footer. */
  private boolean restIsShort() throws IOException {
    while (ahead.size() < FOOTER) {
      TableRow row = rows.next();
      if (row == null) {
        return ahead.stream().allMatch(each -> isShort(each) || each.isBlank());
      }
      ahead.add(row);
    }
    return false;
  }

  private TableRow whole(TableRow row) {
    int width = columns().size();
    int fields = row.fields().size();
    if (fields == width || (layout.allowsMore() && fields > width)) {
      return row;
    }
    if (fields == width + 1 && row.fields().get(width).isBlank()) {
      return new TableRow(row.line(), row.fields().subList(0, width));
    }
    throw new DataException(
        String.format(
            Locale.ROOT,
            "line %,d of %s has %s, but there are %d columns (%s): '%s'. %s",
            row.line(),
            file,
            count(fields),
            width,
            names(),
            shown(String.join(" ", row.fields())),
            fields < width
                ? "If it is a comment or a footer, remove it"
                : "If a field contains the separator, put the field in quotes"));
  }

  static String count(int fields) {
    return fields == 1 ? "1 field" : fields + " fields";
  }

  static String shown(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
  }

  @Override
  public void close() {
    close(text);
  }
}
