package io.github.rnn4j.datasets;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.reviews.ImdbReviews;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SeriesCsv;
import io.github.rnn4j.datasets.text.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TextBytesTest {

  private static final String TEXT = "The brig sailed on. ".repeat(30);
  private static final String SERIES = "date,v\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n";

  @TempDir private Path folder;

  private Path gzip(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(UTF_8));
    }
    return file;
  }

  @Test
  void compressedTextsAndTablesAreReadAsWhatIsInThem() throws IOException {
    assertThat(PlainText.at(gzip("book.txt.gz", TEXT)).read()).isEqualTo(TEXT);
    SeriesCsv csv = new SeriesCsv("", List.of(), GapPolicy.ERROR);
    assertThat(csv.read(gzip("series.csv.gz", SERIES)).values()[0]).containsExactly(1, 2, 3);
    Path reviews = gzip("reviews.tsv.gz", "1\tA good film.\n0\tA bad film.\n");
    assertThat(ImdbReviews.at(reviews).hasParts()).isFalse();
    try (InputStream in = TextBytes.open(reviews)) {
      assertThat(new String(in.readAllBytes(), UTF_8)).startsWith("1\tA good");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void devicesAreRefusedAlsoBehindALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/zero"));
    SeriesCsv csv = new SeriesCsv("", List.of(), GapPolicy.ERROR);
    for (Path device : List.of(Path.of("/dev/zero"), Path.of("/dev/null"), link)) {
      String reason = device + " is a device";

      assertThatThrownBy(() -> csv.read(device))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(reason);
      assertThatThrownBy(() -> PlainText.at(device))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(reason);
      assertThatThrownBy(() -> ImdbReviews.at(device).part(ImdbReviews.Part.ALL).read())
          .isInstanceOf(DataException.class)
          .hasMessageContaining("device");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void pipesAreReadOnce() throws Exception {
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

    assertThat(written(pipe, TEXT, () -> PlainText.at(pipe).read())).isEqualTo(TEXT);
    SeriesCsv csv = new SeriesCsv("", List.of(), GapPolicy.ERROR);
    assertThat(written(pipe, SERIES, () -> csv.read(pipe).length() + "")).isEqualTo("3");
  }

  @Test
  void tablesWithAByteOrderMarkMayBeUtf16() throws IOException {
    Path wide = Files.write(folder.resolve("wide.csv"), SERIES.getBytes(UTF_16));
    SeriesCsv csv = new SeriesCsv("", List.of(), GapPolicy.ERROR);

    assertThat(csv.read(wide).values()[0]).containsExactly(1, 2, 3);
  }

  private static String written(Path pipe, String text, Supplier<String> read) throws Exception {
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream out = Files.newOutputStream(pipe)) {
                out.write(text.getBytes(UTF_8));
              } catch (IOException closedByTheReader) {
                // The assertion fails.
              }
            });
    writer.start();
    String got = read.get();
    writer.join();
    return got;
  }

  @Test
  void otherFormatsAreRefusedWithWhatToDo() throws IOException {
    Path zip = folder.resolve("book.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("book.txt"));
      out.write(TEXT.getBytes(UTF_8));
    }
    Path tar = folder.resolve("book.tar");
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      TarArchiveEntry entry = new TarArchiveEntry("book.txt");
      entry.setSize(TEXT.length());
      out.putArchiveEntry(entry);
      out.write(TEXT.getBytes(UTF_8));
      out.closeArchiveEntry();
    }
    Path wide = Files.write(folder.resolve("wide.txt"), TEXT.getBytes(UTF_16));

    assertThatThrownBy(() -> PlainText.at(zip).read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is a ZIP archive; unpack it");
    assertThatThrownBy(() -> PlainText.at(tar).read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is a tar archive; unpack it");
    assertThatThrownBy(() -> PlainText.at(wide).read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is encoded in UTF-16; convert it");
  }
}
