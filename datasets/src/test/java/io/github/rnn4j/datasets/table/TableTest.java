package io.github.rnn4j.datasets.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table.txt"), text);
  }

  private static List<List<String>> rows(Path file, TableFormat format) {
    try (Table table = Table.open(file, format)) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(table.columns());
      while (table.hasNext()) {
        rows.add(table.next().fields());
      }
      return rows;
    }
  }

  private List<List<String>> rows(String text) throws IOException {
    return rows(file(text), TableFormat.DETECTED);
  }

  private static String description(Path file) {
    try (Table table = Table.open(file, TableFormat.DETECTED)) {
      return table.description();
    }
  }

  @ParameterizedTest
  @CsvSource({"',', comma", "';', semicolon", "'\t', tab", "'|', pipe"})
  void theSeparatorIsDetected(String separator, String name) throws IOException {
    String text = "id,name;x\n1,\"a, b; c|d\te\"\n2,\"f\"\n".replace(";x", "");
    Path file =
        file(
            text.replace("id,name", "id" + separator + "name")
                .replace("1,", "1" + separator)
                .replace("2,", "2" + separator));

    assertThat(rows(file, TableFormat.DETECTED))
        .containsExactly(List.of("id", "name"), List.of("1", "a, b; c|d\te"), List.of("2", "f"));
    assertThat(description(file)).isEqualTo(name + "-separated, with a header, UTF-8");
  }

  @Test
  void quotedFieldsHaveSeparatorsQuotesAndLineBreaks() throws IOException {
    assertThat(rows("a,b\r\n\"He said \"\"no\"\",\r\ntwice\",1\r\n\r\nx,2"))
        .containsExactly(
            List.of("a", "b"), List.of("He said \"no\",\r\ntwice", "1"), List.of("x", "2"));
  }

  @Test
  void aRowKnowsTheLineWhereItBegins() throws IOException {
    try (Table table = Table.open(file("a,b\n\"1\n2\",x\n\n3,y\n"), TableFormat.DETECTED)) {
      assertThat(table.next().line()).isEqualTo(2);
      assertThat(table.next().line()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'text,label\ngood,1\nbad,0\n', true",
    "'1,good\n0,bad\n', false",
    "'pos,good\nneg,bad\npos,fine\n', false",
    "'2024-01-31,a\n2024-02-29,b\n', false",
    "'month,value\n2024-01,3\n', true",
    "',date,value\n0,2024-01,3\n', true",
    "'99.81,x\n3.5,y\n', false"
  })
  void theHeaderIsDetected(String text, boolean header) throws IOException {
    assertThat(description(file(text)).contains("with a header")).isEqualTo(header);
  }

  @Test
  void theFormatCanBeGiven() throws IOException {
    Path file = file("a;b,c\nd;e,f\n");

    assertThat(rows(file, new TableFormat(";", HeaderLine.ABSENT, "")))
        .containsExactly(List.of("#1", "#2"), List.of("a", "b,c"), List.of("d", "e,f"));
    assertThat(rows(file, new TableFormat(",", HeaderLine.PRESENT, "")))
        .containsExactly(List.of("a;b", "c"), List.of("d;e", "f"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "\"", "\n"})
  void otherSeparatorsAreRefused(String separator) {
    assertThatThrownBy(() -> new TableFormat(separator, HeaderLine.DETECT, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("separator is '" + separator);
  }

  @Test
  void columnsAreFoundByNameOrPosition() throws IOException {
    try (Table table =
        Table.open(file(" Text ,\"Sales, EUR\",x,X\na,1,2,3\n"), TableFormat.DETECTED)) {
      assertThat(table.column("Text")).isZero();
      assertThat(table.column("text")).isZero();
      assertThat(table.column("Sales, EUR")).isEqualTo(1);
      assertThat(table.column("X")).isEqualTo(3);
      assertThat(table.column("#3")).isEqualTo(2);
      assertThatThrownBy(() -> table.column("y"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("no column 'y'; its columns are Text, Sales, EUR, x, X");
      assertThatThrownBy(() -> table.column("#5")).hasMessageContaining("no column '#5'");
    }
  }

  @Test
  void twoColumnsOfTheSameNameAreAmbiguous() throws IOException {
    try (Table table = Table.open(file("date,value,value\n2024,1,2\n"), TableFormat.DETECTED)) {
      assertThatThrownBy(() -> table.column("value"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("2 columns named 'value'; choose one by its position: #2 or #3");
    }
  }

  @Test
  void aSeparatorAtTheEndOfEachLineMakesNoColumn() throws IOException {
    assertThat(rows("a,b\n1,2,\n3,4,\n"))
        .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"));
  }

  @Test
  void commentsAndFootersAreNamed() {
    assertThatThrownBy(() -> rows("# exported today\na,b\n1,2\n3,4\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 1 of")
        .hasMessageContaining("1 field, but most rows have 2: '# exported today'");
    assertThatThrownBy(() -> rows("a,b\n1,2\n3,4\nTotal: 2 rows\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 4 of")
        .hasMessageContaining("1 field, but there are 2 columns (a, b): 'Total: 2 rows'")
        .hasMessageContaining("footer");
    assertThatThrownBy(() -> rows("a,b\n1,2\n3,4,5\n1,2\n1,2\n"))
        .hasMessageContaining("line 3 of")
        .hasMessageContaining("put the field in quotes");
  }

  @Test
  void anOpenQuoteIsNamedWithItsLine() {
    assertThatThrownBy(() -> rows("a,b\n1,2\n\"3,4\n5,6\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not valid CSV")
        .hasMessageContaining("line 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
  void aByteOrderMarkTellsTheEncoding(String encoding) throws IOException {
    byte[] bytes =
        "\uFEFFtext,label\ncaf\u00e9 \u65e5\u672c \ud83d\ude00,1\n"
            .getBytes(Charset.forName(encoding));
    Path file = Files.write(folder.resolve("marked.csv"), bytes);

    assertThat(rows(file, TableFormat.DETECTED))
        .containsExactly(
            List.of("text", "label"), List.of("caf\u00e9 \u65e5\u672c \ud83d\ude00", "1"));
    assertThat(description(file)).endsWith(encoding);
  }

  @Test
  void anInvalidByteIsNamedWithItsPosition() throws IOException {
    byte[] bytes = "text,label\nIt\u2019s,1\n".getBytes(Charset.forName("windows-1252"));
    Path file = Files.write(folder.resolve("old.csv"), bytes);

    assertThatThrownBy(() -> rows(file, TableFormat.DETECTED))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not valid UTF-8: byte 14 is 0x92")
        .hasMessageContaining("--encoding windows-1252");
    assertThat(rows(file, new TableFormat("", HeaderLine.DETECT, "windows-1252")).get(1))
        .containsExactly("It\u2019s", "1");
  }

  @Test
  void anInvalidByteFarFromTheStartIsNamedToo() throws IOException {
    byte[] bytes = ("a,b\n" + "1234567,x\n".repeat(50_000)).getBytes(StandardCharsets.UTF_8);
    bytes[400_008] = (byte) 0xff;
    Path file = Files.write(folder.resolve("long.csv"), bytes);

    assertThatThrownBy(() -> rows(file, TableFormat.DETECTED))
        .hasMessageContaining("byte 400,009 is 0xff");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("a.bin"), new byte[] {'x', ',', 'y', '\n', 1, 0, 0, 7});

    assertThatThrownBy(() -> rows(file, TableFormat.DETECTED))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not text")
        .hasMessageContaining("UTF-16LE");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatThrownBy(() -> rows("\n \n")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> Table.open(folder.resolve("none.csv"), TableFormat.DETECTED))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void gzipIsUnpacked() throws IOException {
    Path file = folder.resolve("table.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(rows(file, TableFormat.DETECTED)).hasSize(2);
  }

  @Test
  void quotesInTabSeparatedTextNeedNotBeThoseOfCsv() throws IOException {
    assertThat(rows("id\ttext\n1\t\"Good\" film\n2\tBad \"film\n3\t\"all of it\"\n"))
        .containsExactly(
            List.of("id", "text"),
            List.of("1", "\"Good\" film"),
            List.of("2", "Bad \"film"),
            List.of("3", "all of it"));
    assertThat(rows("id\ttext\n\"1\"\t\"He \\\"saw\\\" it\"\n\"2\"\t\"x\"\n"))
        .containsExactly(List.of("id", "text"), List.of("1", "He \"saw\" it"), List.of("2", "x"));
  }

  @Test
  void tabSeparatedTextMayHaveQuotedLineBreaks() throws IOException {
    assertThat(rows("id\ttext\n1\t\"two\nlines\"\n2\t\"a\ttab\"\n"))
        .containsExactly(List.of("id", "text"), List.of("1", "two\nlines"), List.of("2", "a\ttab"));
  }

  @Test
  void linesOfJsonAreRows() throws IOException {
    Path file =
        file("{\"id\": 7, \"body\": \"a\\nb\", \"x\": null}\n\n{\"body\": \"c\", \"more\": [1]}\n");

    assertThat(rows(file, TableFormat.DETECTED))
        .containsExactly(
            List.of("id", "body", "x", "more"),
            List.of("7", "a\nb", "", ""),
            List.of("", "c", "", "[1]"));
    assertThat(description(file)).isEqualTo("JSON lines, UTF-8");
  }

  @Test
  void damagedJsonIsNamedWithItsLine() {
    assertThatThrownBy(() -> rows("{\"a\": 1}\n{\"a\": \n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2 of")
        .hasMessageContaining("not valid JSON");
    assertThatThrownBy(() -> rows("{\"a\": 1}\n[2]\n")).hasMessageContaining("is an array");
    assertThatThrownBy(() -> rows("[\n {\"a\": 1},\n {\"a\": 2}]\n"))
        .hasMessageContaining("is a JSON array");
  }

  @Test
  void fastTextHasOneLabelPerLine() throws IOException {
    assertThat(rows("__label__a b c\n__label__d\n"))
        .containsExactly(List.of("label", "text"), List.of("a", "b c"), List.of("d", ""));
    assertThatThrownBy(() -> rows("__label__a b\n__label__c __label__d e\n"))
        .hasMessageContaining("line 2 of")
        .hasMessageContaining("more than one label");
    assertThatThrownBy(() -> rows("__label__a b\nc\n")).hasMessageContaining("does not begin with");
  }

  @Test
  void aLongTextIsOneField() throws IOException {
    String text = "word ".repeat(200_000);

    assertThat(rows("text,label\n\"" + text + "\",1\n").get(1)).containsExactly(text, "1");
  }

  @Test
  void anOnlyColumnHasAHeaderIfItIsNamedLikeAText() throws IOException {
    assertThat(rows("some text 1\nsome text 2\n"))
        .containsExactly(List.of("#1"), List.of("some text 1"), List.of("some text 2"));
    assertThat(rows("Text\nsome text 2\n"))
        .containsExactly(List.of("Text"), List.of("some text 2"));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aPipeGivesTheRowsOfTheFile() throws Exception {
    StringBuilder text = new StringBuilder("id\ttext\n");
    for (int i = 0; i < 9000; i++) {
      text.append(i)
          .append(
              i == 10 ? "\t\"open" : i == 20 ? "\tclosed\"" : "\ta text of some words, no more");
      text.append('\n');
    }
    Path file = file(text.toString());
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream out = Files.newOutputStream(pipe)) {
                Files.copy(file, out);
              } catch (IOException cause) {
                throw new java.io.UncheckedIOException(cause);
              }
            });
    writer.start();

    List<List<String>> piped = rows(pipe, TableFormat.DETECTED);

    writer.join();
    assertThat(piped).isEqualTo(rows(file, TableFormat.DETECTED)).hasSize(9001);
  }
}
