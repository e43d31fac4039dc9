package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.StrictUtf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.writable.Writable;

/** The lines of a CSV file, each as its fields, read by DataVec's {@link CSVRecordReader}. */
final class CsvLines {

  /** Some ten million rows of one variable: 256 MB. */
  private static final long LARGEST = 256L << 20;

  private final Path file;
  private final CSVRecordReader reader = new CSVRecordReader();
  private int line;

  CsvLines(Path file) {
    this.file = file;
    try {
      if (Files.size(file) > LARGEST) {
        throw new DataException(
            "%s has more than %d MB, which does not fit in memory as a series; give a part of it"
                .formatted(file, LARGEST >> 20));
      }
      String text = StrictUtf8.decode(Files.readAllBytes(file), file.toString());
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

  boolean hasNext() {
    return reader.hasNext();
  }

  /**
   * The fields of the next line, without white space around them; one empty field if it is blank.
   */
  List<String> next() {
    line++;
    try {
      return reader.next().stream().map(Writable::toString).map(String::strip).toList();
    } catch (RuntimeException e) { // DataVec's own way to report a quote that is not closed
      if (!(e.getCause() instanceof IOException)) {
        throw e;
      }
      throw new DataException(
          "line %d of %s is not valid CSV (%s); close the quote"
              .formatted(line, file, e.getCause().getMessage()),
          e);
    }
  }

  /** The number of the line that {@link #next} gave last; the first is 1. */
  int line() {
    return line;
  }
}
