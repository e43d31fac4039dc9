package io.github.rnn4j.datasets.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/**
 * Rows of CSV (Y. Shafranovich, 2005, <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC
 * 4180</a>): a field in quotes may contain separators, line breaks and doubled quotes. FastCSV
 * parses them.
 */
final class QuotedRows implements Rows {

  /** The most characters of a row. */
  static final int LONGEST = 1 << 24;

  private final CloseableIterator<CsvRecord> records;
  private final String source;

  QuotedRows(Reader text, char separator, TableKind kind, String source) {
    this.source = source;
    this.records =
        CsvReader.builder()
            .fieldSeparator(separator)
            .trimWhitespacesAroundQuotes(trims(kind, separator))
            .commentStrategy(CommentStrategy.NONE)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(LONGEST)
            .ofCsvRecord(text)
            .iterator();
  }

  /** White space around quotes cannot be left out if it separates the fields. */
  static boolean trims(TableKind kind, char separator) {
    return kind.spaced() && separator > ' ';
  }

  @Override
  public TableRow next() throws IOException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord row = records.next();
      return new TableRow(row.getStartingLineNumber(), row.getFields());
    } catch (CsvParseException cause) {
      if (cause.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      if (cause.getCause() instanceof DataException data) {
        throw data;
      }
      throw new NotCsvException(source, cause);
    } catch (UncheckedIOException cause) {
      throw cause.getCause();
    }
  }

  /** Thrown if quotes are not used as in CSV. */
  static final class NotCsvException extends DataException {
    private static final long serialVersionUID = 1L;

    NotCsvException(String source, CsvParseException cause) {
      super(
          "%s is not valid CSV: %s. %s"
              .formatted(
                  source,
                  cause.getMessage(),
                  String.valueOf(cause.getMessage()).contains("quote")
                      ? "In a field in quotes, a quote must be doubled, and the field must end with a quote"
                      : "Shorten the field, or choose the --separator"),
          cause);
    }
  }
}
