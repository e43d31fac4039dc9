package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.labelled.LabelledTextFormat;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableRow;
import io.github.rnn4j.datasets.table.TableWriter;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.imdb.model.TextClassifier;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Predicts all texts of a table, some at a time, and keeps all columns. A blank text gets no
 * prediction.
 *
 * @param classifier the classifier
 * @param data the table
 * @param format how it is written, and its column of texts
 * @param json how results are written as JSON; null for CSV
 * @param top how many of the most probable classes are named
 */
record FilePredictions(
    TextClassifier classifier, Path data, LabelledTextFormat format, JsonOutput json, int top) {

  private static final int AT_ONCE = 256;

  /** Writes to a new file, or to standard output if {@code out} is null. */
  void write(Path out, Console console) throws IOException {
    if (out == null) {
      Writer writer = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
      Counts counts = writeTo(writer, ',');
      writer.flush();
      console.err().println(counts.described(data, "standard output"));
      return;
    }
    if (Files.exists(out)) {
      throw new DataException(out + " exists; choose another name for --out, or remove it");
    }
    Path partial = null;
    try {
      partial = Files.createTempFile(out.toAbsolutePath().getParent(), ".predicted", ".part");
      Counts counts;
      try (Writer writer = Files.newBufferedWriter(partial)) {
        counts = writeTo(writer, out.toString().endsWith(".tsv") ? '\t' : ',');
      }
      Files.move(partial, out);
      console.out().println(counts.described(data, out.toString()));
    } catch (IOException cause) {
      throw new DataException(
          "cannot write %s (%s); check the folder and the disk"
              .formatted(out, FileFailure.reason(cause)),
          cause);
    } finally {
      if (partial != null) {
        Files.deleteIfExists(partial);
      }
    }
  }

  private record Counts(String read, long texts, long blank) {
    String described(Path data, String out) {
      return String.format(
          Locale.ROOT,
          "%s: %s%n%,d %s predicted, written to %s%s",
          data,
          read,
          texts,
          texts == 1 ? "text" : "texts",
          out,
          blank == 0
              ? ""
              : blank == 1
                  ? "; 1 empty text has no prediction"
                  : String.format(Locale.ROOT, "; %,d empty texts have no prediction", blank));
    }
  }

  private Counts writeTo(Writer writer, char separator) throws IOException {
    try (Table table = Table.open(data, format.table())) {
      int column = format.textColumn(data, table);
      Rows rows =
          json == null ? new CsvRows(writer, separator, table) : new JsonRows(writer, table);
      long texts = 0;
      long blank = 0;
      while (table.hasNext()) {
        List<List<String>> some = new ArrayList<>();
        while (table.hasNext() && some.size() < AT_ONCE) {
          TableRow row = table.next();
          boolean whole = row.fields().size() == table.columns().size();
          some.add(whole ? row.fields() : row.pair(column));
        }
        List<String> written =
            some.stream()
                .map(fields -> fields.get(column))
                .filter(text -> !text.isBlank())
                .toList();
        Iterator<Prediction> predictions = classifier.predict(written).iterator();
        for (List<String> fields : some) {
          rows.write(fields, fields.get(column).isBlank() ? null : predictions.next());
        }
        texts += written.size();
        blank += some.size() - written.size();
      }
      rows.flush();
      return new Counts(
          table.description() + ", text from column '" + table.columns().get(column) + "'",
          texts,
          blank);
    }
  }

  /** Writes one row for each text. */
  private interface Rows {
    /** Writes the fields of a row and its prediction, which is null for a blank text. */
    void write(List<String> fields, Prediction prediction) throws IOException;

    void flush() throws IOException;
  }

  private final class CsvRows implements Rows {

    private final TableWriter out;

    CsvRows(Writer writer, char separator, Table table) throws IOException {
      out = new TableWriter(writer, separator);
      List<String> names = new ArrayList<>(table.columns());
      for (int rank = 1; rank <= top; rank++) {
        String suffix = rank == 1 ? "" : "_" + rank;
        names.add(free("predicted" + suffix, table));
        names.add(free("probability" + suffix, table));
      }
      out.write(names);
    }

    @Override
    public void write(List<String> fields, Prediction prediction) throws IOException {
      List<String> row = new ArrayList<>(fields);
      if (prediction != null) {
        for (Map.Entry<String, Double> each : prediction.top(top)) {
          row.add(each.getKey());
          row.add(String.format(Locale.ROOT, "%.6f", each.getValue()));
        }
      }
      while (row.size() < fields.size() + 2 * top) {
        row.add("");
      }
      out.write(row);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }

  private final class JsonRows implements Rows {

    private final Writer out;
    private final List<String> names = new ArrayList<>();
    private final List<String> added;

    JsonRows(Writer writer, Table table) {
      out = writer;
      for (int column = 0; column < table.columns().size(); column++) {
        String name = table.columns().get(column);
        names.add(name.isEmpty() || names.contains(name) ? "#" + (column + 1) : name);
      }
      added =
          List.of(
              free("predicted", table), free("probability", table), free("probabilities", table));
    }

    @Override
    public void write(List<String> fields, Prediction prediction) throws IOException {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int column = 0; column < names.size(); column++) {
        row.put(names.get(column), fields.get(column));
      }
      row.put(added.get(0), prediction == null ? null : prediction.label());
      row.put(added.get(1), prediction == null ? null : prediction.top(1).get(0).getValue());
      row.put(added.get(2), prediction == null ? null : prediction.probabilities());
      out.write(json.line(row));
      out.write('\n');
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }

  /** Returns a name that no column has. */
  private static String free(String name, Table table) {
    return table.columns().contains(name) ? free(name + "_", table) : name;
  }
}
