package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.StrictUtf8;
import io.github.rnn4j.datasets.TextBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.writable.Writable;

/** Reads the lines of a CSV file as lists of fields, using DataVec's {@link CSVRecordReader}. */
final class CsvLines {

  /** 256 MB, about ten million rows of one variable. */
  private static final int LARGEST = 256 << 20;

  private final Path file;
  private final CSVRecordReader reader = new CSVRecordReader();
  private int line;

  CsvLines(Path file) {
    this.file = file;
    try {
      String text = StrictUtf8.decode(bytes(file), file.toString());
      byte[] bytes = text.replaceFirst("^\uFEFF", "").getBytes(StandardCharsets.UTF_8);
      reader.initialize(new InputStreamInputSplit(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new DataException(
          "cannot read " + file + " (" + FileFailure.reason(e) + "); check the path", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("reading " + file + " was interrupted; read it again", e);
    }
  }

  /** The whole file, which may be a pipe or compressed with gzip. */
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = TextBytes.open(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new DataException(
            "%s is larger than %d MB and does not fit in memory as a series; use a part of it"
                .formatted(file, LARGEST >> 20));
      }
      return bytes;
    }
  }

  boolean hasNext() {
    return reader.hasNext();
  }

  /**
   * Returns the fields of the next line, without surrounding white space. A blank line gives one
   * empty field.
   */
  List<String> next() {
    line++;
    try {
      return reader.next().stream().map(Writable::toString).map(String::strip).toList();
    } catch (RuntimeException e) { // how DataVec reports a missing closing quote
      if (!(e.getCause() instanceof IOException)) {
        throw e;
      }
      throw new DataException(
          "line %d of %s is not valid CSV (%s); close the quote"
              .formatted(line, file, e.getCause().getMessage()),
          e);
    }
  }

  /** Returns the number of the line that {@link #next} returned last; the first line is 1. */
  int line() {
    return line;
  }
}
