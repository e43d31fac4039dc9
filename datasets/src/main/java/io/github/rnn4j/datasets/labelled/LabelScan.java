package io.github.rnn4j.datasets.labelled;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the first pass over a file of labelled texts finds: its columns and its classes. */
final class LabelScan {

  /** The most characters of a file, which may be compressed and unpack to any size. */
  private static final long LARGEST = 1L << 32;

  private static final int LONGEST_LABEL = 1000;

  /** More different labels than this are no labels. */
  private static final int MOST_CLASSES = 1000;

  /** From this number of texts, more than half of them with a label of its own is a mistake. */
  private static final int ENOUGH_TO_TELL = 20;

  private final Path file;
  private final LabelledTextFormat format;
  private final List<TableRow> kept;
  private TextColumns columns;
  private List<String> classes;
  private Map<String, Integer> indices;
  private String reading;

  private LabelScan(Path file, LabelledTextFormat format) {
    this.file = file;
    this.format = format;
    this.kept = Files.isRegularFile(file) ? null : new ArrayList<>();
  }

  static LabelScan of(Path file, LabelledTextFormat format) {
    LabelScan scan = new LabelScan(file, format);
    try (Table table = Table.open(file, format.table())) {
      scan.read(table);
    }
    return scan;
  }

  private void read(Table table) {
    List<Candidate> candidates =
        TextColumns.of(file, table, format).stream().map(Candidate::new).toList();
    long characters = 0;
    while (table.hasNext()) {
      TableRow row = table.next();
      characters += row.fields().stream().mapToLong(String::length).sum();
      if (characters > LARGEST) {
        throw new DataException(
            "%s has more than %d GB of text; use a part of it".formatted(file, LARGEST >> 30));
      }
      candidates.forEach(candidate -> candidate.add(row));
      if (kept != null) {
        kept.add(row);
      }
    }
    Candidate chosen = candidates.size() == 1 ? candidates.get(0) : chosen(candidates);
    columns = chosen.columns;
    requireLabels(chosen, table.columns().get(columns.label()));
    name(chosen.spellings);
    reading = table.description() + ", " + columns.described(table) + skipped(chosen.blank);
  }

  /** Says how many blank texts are skipped; nothing if there are none. */
  static String skipped(long blank) {
    return blank == 0
        ? ""
        : String.format(
            Locale.ROOT, "; %,d empty %s skipped", blank, blank == 1 ? "text is" : "texts are");
  }

  /** Counts the labels in one of the columns that may have them. */
  private static final class Candidate {

    private final TextColumns columns;

    /** The first spelling of each label, by its lower case. */
    private final Map<String, String> spellings = new TreeMap<>();

    private long texts;
    private long blank;
    private long tooLong; // the line of the first label that is too long, or 0
    private long unlabelled; // the line of the first text without a label, or 0

    Candidate(TextColumns columns) {
      this.columns = columns;
    }

    void add(TableRow row) {
      if (columns.text(row).isBlank()) {
        blank++;
        return;
      }
      texts++;
      String label = columns.label(row);
      if (label.length() > LONGEST_LABEL && tooLong == 0) {
        tooLong = row.line();
      }
      if (label.isEmpty() && unlabelled == 0) {
        unlabelled = row.line();
      }
      if (spellings.size() <= MOST_CLASSES) {
        spellings.putIfAbsent(label.toLowerCase(Locale.ROOT), label);
      }
    }

    boolean isPolarity() {
      return arePolarity(spellings);
    }
  }

  private static boolean arePolarity(Map<String, String> spellings) {
    return ClassNames.POLARITY.keySet().containsAll(spellings.keySet());
  }

  private Candidate chosen(List<Candidate> ends) {
    Candidate first = ends.get(0);
    Candidate last = ends.get(1);
    if (first.isPolarity() != last.isPolarity()) {
      return first.isPolarity() ? first : last;
    }
    if (first.spellings.size() == last.spellings.size()) {
      throw new DataException(
          "%s: both columns have equally many different values, so text and label cannot be told apart. Add --label-column with '#1' or '#2'"
              .formatted(file));
    }
    return first.spellings.size() < last.spellings.size() ? first : last;
  }

  private void requireLabels(Candidate chosen, String column) {
    if (chosen.texts == 0) {
      throw new DataException(
          "%s has no texts%s"
              .formatted(
                  file,
                  chosen.blank == 0
                      ? " below its header; if its first line is a text, add --no-header"
                      : " but " + chosen.blank + " empty ones"));
    }
    if (chosen.tooLong > 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "line %,d of %s has a label of more than %,d characters in column '%s'; choose the column of the labels with --label-column",
              chosen.tooLong,
              file,
              LONGEST_LABEL,
              column));
    }
    if (chosen.unlabelled > 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "line %,d of %s has no label in column '%s'; add a label or remove the line",
              chosen.unlabelled,
              file,
              column));
    }
    int labels = chosen.spellings.size();
    boolean tooMany =
        labels > MOST_CLASSES || (chosen.texts >= ENOUGH_TO_TELL && 2L * labels > chosen.texts);
    if (tooMany) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: column '%s' has %s different values in %,d texts, so it does not have the labels. Choose another column with --label-column",
              file,
              column,
              labels > MOST_CLASSES
                  ? String.format(Locale.ROOT, "more than %,d", MOST_CLASSES)
                  : String.valueOf(labels),
              chosen.texts));
    }
  }

  private void name(Map<String, String> spellings) {
    Map<String, String> names = new HashMap<>(spellings);
    if (spellings.size() > 2 && arePolarity(spellings)) {
      names.replaceAll((label, spelling) -> ClassNames.POLARITY.get(label));
    }
    Collection<String> distinct = names.values().stream().distinct().toList();
    classes = ClassNames.ordered(distinct, format.positive(), file.toString());
    indices = new HashMap<>();
    names.forEach((label, name) -> indices.put(label, classes.indexOf(name)));
  }

  List<String> classes() {
    return classes;
  }

  String reading() {
    return reading;
  }

  /** Returns the rows of a pipe, which cannot be read again; null for a file. */
  List<TableRow> kept() {
    return kept;
  }

  boolean isText(TableRow row) {
    return !columns.text(row).isBlank();
  }

  LabelledText text(TableRow row) {
    Integer label = indices.get(columns.label(row).toLowerCase(Locale.ROOT));
    if (label == null) {
      throw new DataException("%s changed while it was read; start again".formatted(file));
    }
    return new LabelledText(columns.text(row), label, columns.group(row));
  }
}
