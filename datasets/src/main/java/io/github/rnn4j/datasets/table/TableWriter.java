package io.github.rnn4j.datasets.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes a table as CSV (RFC 4180) that {@link Table} reads again: fields with separators, quotes
 * or line breaks are put in quotes.
 */
public final class TableWriter implements Closeable {

  private final CsvWriter rows;

  /**
   * Writes to a writer, which is closed with this one.
   *
   * @param out where the table goes
   * @param separator the character between two fields, such as a comma or a tab
   */
  public TableWriter(Writer out, char separator) {
    rows = CsvWriter.builder().fieldSeparator(separator).lineDelimiter(LineDelimiter.LF).build(out);
  }

  /**
   * Writes a row.
   *
   * @param fields its fields
   * @throws IOException if it cannot be written
   */
  public void write(List<String> fields) throws IOException {
    try {
      rows.writeRecord(fields);
    } catch (UncheckedIOException cause) {
      throw cause.getCause();
    }
  }

  /**
   * Writes what is still in memory.
   *
   * @throws IOException if it cannot be written
   */
  public void flush() throws IOException {
    rows.flush();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
