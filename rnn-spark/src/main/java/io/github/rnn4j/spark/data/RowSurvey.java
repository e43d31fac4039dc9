package io.github.rnn4j.spark.data;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.labelled.ClassNames;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a first pass over labelled texts finds: the classes, a checksum, and rows to leave out. */
final class RowSurvey implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int MOST_CLASSES = 1000;
  private static final int LONGEST_LABEL = 1000;
  private static final int SHOWN = 40;

  private long texts;
  private long blank;
  private long bad;
  private LabelledRow firstBad;
  private BigInteger checksum = BigInteger.ZERO;

  /** The first spelling of each label in order, by its lower case, and the number of its texts. */
  private final TreeMap<String, String> spellings = new TreeMap<>();

  private final Map<String, Long> counts = new HashMap<>();

  /**
   * Reads all rows.
   *
   * @throws DataException if there are no texts, or their labels are none
   */
  static RowSurvey of(LabelledRows source) {
    RowSurvey all =
        source.rows().treeAggregate(new RowSurvey(), RowSurvey::with, RowSurvey::joined);
    if (all.texts == 0) {
      throw new DataException("%s has no texts with a label".formatted(source.address()));
    }
    if (all.spellings.size() > MOST_CLASSES) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has more than %,d different labels, so this column does not have the labels. Choose another column with --label-column",
              source.address(),
              MOST_CLASSES));
    }
    return all;
  }

  private RowSurvey with(LabelledRow row) {
    if (row.isBad()) {
      bad++;
      if (firstBad == null || order(row).compareTo(order(firstBad)) < 0) {
        firstBad = row;
      }
    } else if (!row.isUsable()) {
      blank++;
    } else {
      texts++;
      checksum = Digests.plus(checksum, Digests.sum(digest(row)));
      add(label(row), 1);
    }
    return this;
  }

  /** Returns the label of a row as it names a class. */
  static String label(LabelledRow row) {
    String label = row.label().strip();
    return label.substring(0, Math.min(label.length(), LONGEST_LABEL));
  }

  private static String order(LabelledRow row) {
    return row.file() + '\n' + (row.damaged() == null ? row.text() : row.damaged());
  }

  private void add(String spelling, long times) {
    String label = spelling.toLowerCase(Locale.ROOT);
    if (spellings.size() <= MOST_CLASSES || spellings.containsKey(label)) {
      spellings.merge(label, spelling, (a, b) -> a.compareTo(b) <= 0 ? a : b);
      counts.merge(label, times, Long::sum);
    }
  }

  private RowSurvey joined(RowSurvey other) {
    texts += other.texts;
    blank += other.blank;
    bad += other.bad;
    if (firstBad == null
        || (other.firstBad != null && order(other.firstBad).compareTo(order(firstBad)) < 0)) {
      firstBad = other.firstBad;
    }
    checksum = Digests.plus(checksum, other.checksum);
    other.spellings.forEach((label, spelling) -> add(spelling, other.counts.get(label)));
    return this;
  }

  private static byte[] digest(LabelledRow row) {
    return Digests.of(row.label().strip().toLowerCase(Locale.ROOT) + '\0' + row.text());
  }

  /**
   * Returns a checksum of all texts with their labels, whatever their order: the sum of their
   * SHA-256 checksums, modulo 2^256.
   */
  String checksum() {
    return Digests.hexadecimal(checksum);
  }

  /** Returns the names of the classes in order. */
  List<String> classes(LabelledRows source) {
    return ClassNames.ordered(spellings.values(), source.positive(), source.address());
  }

  /** Returns how many rows are left out, for the user; empty if there are none. */
  String leftOut() {
    String skipped =
        blank == 0
            ? ""
            : String.format(
                Locale.ROOT, "; %,d empty %s skipped", blank, blank == 1 ? "text is" : "texts are");
    return bad == 0
        ? skipped
        : skipped
            + String.format(
                Locale.ROOT, "; %,d bad %s left out", bad, bad == 1 ? "row is" : "rows are");
  }

  /**
   * Refuses data with rows that cannot be used.
   *
   * @throws DataException if there are some; the message has the file and the line of one
   */
  void requireNoneBad(LabelledRows source) {
    if (bad == 0) {
      return;
    }
    String file = firstBad.file();
    long line = line(source, firstBad);
    throw new DataException(
        String.format(
            Locale.ROOT,
            "%s of %s %s%s. Correct it, or add --skip-bad to leave out all such rows",
            line > 0 ? String.format(Locale.ROOT, "line %,d", line) : "a row ('" + shown() + "')",
            file,
            firstBad.damaged() == null ? "has no label" : "cannot be read: '" + shown() + "'",
            bad == 1
                ? ""
                : bad == 2
                    ? " (and 1 other row has such a defect)"
                    : String.format(
                        Locale.ROOT, " (and %,d other rows have such defects)", bad - 1)));
  }

  private String shown() {
    String content = firstBad.damaged() == null ? firstBad.text() : firstBad.damaged();
    String row = content.lines().findFirst().orElse("").strip();
    return row.length() > SHOWN ? row.substring(0, SHOWN) + "..." : row;
  }

  /** Returns the line on which a row begins; 0 if it cannot be told. */
  private static long line(LabelledRows source, LabelledRow row) {
    String wanted =
        (row.damaged() == null ? row.text() : row.damaged()).lines().findFirst().orElse("");
    String begin = wanted.substring(0, Math.min(wanted.length(), 200));
    boolean whole = row.damaged() != null; // otherwise only the text is known
    List<Long> found =
        DataFiles.lines(
            source.spark(),
            row.file(),
            line -> !begin.isBlank() && isOf(line.toString(), begin, whole),
            2);
    return found.isEmpty() || (!whole && found.size() > 1) ? 0 : found.get(0);
  }

  private static boolean isOf(String line, String begin, boolean whole) {
    return whole ? line.startsWith(begin) : line.contains(begin);
  }
}
