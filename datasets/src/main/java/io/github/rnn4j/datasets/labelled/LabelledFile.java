package io.github.rnn4j.datasets.labelled;

import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableRow;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Labelled texts in one file: CSV or tab-separated text, with or without a header, lines of JSON,
 * or lines of fastText (see {@link Table}).
 *
 * <p>The columns are those of the {@link LabelledTextFormat}; otherwise those named text, review,
 * sentence, content or body, and label, sentiment, class or category. Without a header, the labels
 * are in that column of two which has fewer different values. Blank texts are skipped. Labels that
 * differ only in upper and lower case are the same class, as are 0, neg and negative, and 1, pos
 * and positive, if a file mixes them.
 *
 * <pre>{@code
 * List<LabelledText> mails =
 *     new LabelledFile(Path.of("spam.csv"), LabelledTextFormat.DETECTED).read();
 * }</pre>
 *
 * <p>The file is read twice: once to find the classes, then text by text. The texts of a pipe are
 * kept in memory instead.
 */
public final class LabelledFile implements LabelledTextSource {

  private static final long serialVersionUID = 1L;

  private final File file;
  private final LabelledTextFormat format;
  private transient LabelScan scan;

  /**
   * Names a file, which is not read yet.
   *
   * @param file the file
   * @param format where it has its texts and labels
   */
  public LabelledFile(Path file, LabelledTextFormat format) {
    this.file = file.toFile();
    this.format = format;
  }

  @Override
  public String name() {
    return file.getName();
  }

  @Override
  public URI uri() {
    return file.toURI();
  }

  private LabelScan scan() {
    if (scan == null) {
      scan = LabelScan.of(file.toPath(), format);
    }
    return scan;
  }

  @Override
  public List<String> classes() {
    return scan().classes();
  }

  @Override
  public String reading() {
    return scan().reading();
  }

  @Override
  public Stream<LabelledText> stream() {
    LabelScan found = scan();
    if (found.kept() != null) {
      return found.kept().stream().filter(found::isText).map(found::text);
    }
    Table table = Table.open(file.toPath(), format.table());
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                new Rows(table), Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(table::close)
        .filter(found::isText)
        .map(found::text);
  }

  private record Rows(Table table) implements Iterator<TableRow> {

    @Override
    public boolean hasNext() {
      return table.hasNext();
    }

    @Override
    public TableRow next() {
      if (!table.hasNext()) {
        throw new NoSuchElementException();
      }
      return table.next();
    }
  }
}
