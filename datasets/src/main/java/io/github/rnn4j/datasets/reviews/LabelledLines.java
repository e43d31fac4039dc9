package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.LineFeedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a text file with one review per line, {@code label<TAB>text} or {@code text<TAB>label}. A
 * first pass over the file finds out which; the second pass returns the reviews one by one. Empty
 * lines are skipped.
 */
record LabelledLines(File file) implements ReviewSource {

  private static final Map<String, Integer> LABELS =
      Map.of(
          "0",
          Review.NEGATIVE,
          "neg",
          Review.NEGATIVE,
          "negative",
          Review.NEGATIVE,
          "1",
          Review.POSITIVE,
          "pos",
          Review.POSITIVE,
          "positive",
          Review.POSITIVE);

  static final String EXPECTED =
      "Each line must be label<TAB>text or text<TAB>label, in the same order in the whole file, in"
          + " UTF-8, without a header; the labels are 0, neg or negative, and 1, pos or positive";

  /** The end of a line that has the label. */
  private enum LabelColumn {
    FIRST,
    LAST;

    /** Returns the review of the line, or empty if there is no label at this end. */
    Optional<Review> parse(String line) {
      int tab = this == FIRST ? line.indexOf('\t') : line.lastIndexOf('\t');
      if (tab < 0) {
        return Optional.empty();
      }
      String head = line.substring(0, tab);
      String tail = line.substring(tab + 1);
      String label = (this == FIRST ? head : tail).strip().toLowerCase(Locale.ROOT);
      String text = this == FIRST ? tail : head;
      return Optional.ofNullable(LABELS.get(label)).map(value -> new Review(text, value));
    }
  }

  @Override
  public String name() {
    return file.getName();
  }

  @Override
  public URI uri() {
    return file.toURI();
  }

  @Override
  public Stream<Review> stream() {
    LabelColumn column = column();
    ImdbReviews.requireBothClasses(reviews(column), "file " + file, EXPECTED);
    return reviews(column);
  }

  /** Finds the column that has a label on every line. */
  private LabelColumn column() {
    long firstFails = 0; // the first line without a label in this column, or 0
    long lastFails = 0;
    try (LineFeedReader lines = LineFeedReader.of(file)) {
      for (String line; (line = lines.next()) != null; ) {
        if (line.isEmpty()) {
          continue;
        }
        if (firstFails == 0 && LabelColumn.FIRST.parse(line).isEmpty()) {
          firstFails = lines.line();
        }
        if (lastFails == 0 && LabelColumn.LAST.parse(line).isEmpty()) {
          lastFails = lines.line();
        }
        if (firstFails > 0 && lastFails > 0) {
          throw noLabel(lines.line(), line);
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (firstFails == 0 && lastFails == 0) {
      throw new DataException(
          file
              + " has a label at both ends of every line, or no lines at all, so text and label"
              + " cannot be told apart. "
              + EXPECTED);
    }
    return firstFails == 0 ? LabelColumn.FIRST : LabelColumn.LAST;
  }

  private DataException noLabel(long number, String line) {
    String shown = line.length() > 80 ? line.substring(0, 80) + "..." : line;
    return new DataException(
        String.format(
            Locale.ROOT,
            "line %d of %s has no label, or the label is not at the same end as in the lines before it: '%s'. %s",
            number,
            file,
            shown.replace('\t', '\u2192'),
            EXPECTED));
  }

  private DataException unreadable(IOException e) {
    return new DataException(
        "cannot read " + file + " (" + FileFailure.reason(e) + "); check the file", e);
  }

  private Stream<Review> reviews(LabelColumn column) {
    LineFeedReader lines;
    try {
      lines = LineFeedReader.of(file);
    } catch (IOException e) {
      throw unreadable(e);
    }
    Iterator<Review> reviews = new ReviewIterator(lines, column);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                reviews, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
            false)
        .onClose(
            () -> {
              try {
                lines.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Reads one line ahead of its consumer. */
  private final class ReviewIterator implements Iterator<Review> {

    private final LineFeedReader lines;
    private final LabelColumn column;
    private String line;

    ReviewIterator(LineFeedReader lines, LabelColumn column) {
      this.lines = lines;
      this.column = column;
    }

    @Override
    public boolean hasNext() {
      try {
        while (line == null || line.isEmpty()) {
          line = lines.next();
          if (line == null) {
            return false;
          }
        }
        return true;
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    @Override
    public Review next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      String current = line;
      line = null;
      return column.parse(current).orElseThrow(() -> noLabel(lines.line(), current));
    }
  }
}
