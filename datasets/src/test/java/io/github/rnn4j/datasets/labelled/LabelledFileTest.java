package io.github.rnn4j.datasets.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.HeaderLine;
import io.github.rnn4j.datasets.table.TableFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledFileTest {

  @TempDir Path folder;

  private static Path resource(String name) {
    try {
      return Path.of(LabelledFileTest.class.getResource(name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static LabelledTextFormat columns(String text, String label) {
    return new LabelledTextFormat(TableFormat.DETECTED, text, label, "", "");
  }

  private static LabelledTextFormat encoded(String encoding) {
    return new LabelledTextFormat(new TableFormat("", HeaderLine.DETECT, encoding), "", "", "", "");
  }

  private LabelledFile file(String text) throws IOException {
    return new LabelledFile(
        Files.writeString(folder.resolve("texts.txt"), text), LabelledTextFormat.DETECTED);
  }

  private List<LabelledText> read(String text) throws IOException {
    return file(text).read();
  }

  @Test
  void awkwardRecordsAreKeptOrCounted() {
    LabelledFile file = new LabelledFile(resource("awkward.csv"), LabelledTextFormat.DETECTED);

    assertThat(file.classes()).containsExactly("negative", "neutral", "positive");
    assertThat(file.read())
        .containsExactly(
            new LabelledText("He said \"no\", twice.\nThen left.", 0),
            new LabelledText("Same text, two labels", 2),
            new LabelledText("Same text, two labels", 0),
            new LabelledText("Good &amp; <b>bold</b><br/>film", 2),
            new LabelledText("\ud83d\ude00\ud83d\ude00 loved it \ud83d\udc4d\ud83c\udffd", 2),
            new LabelledText(
                "\u043d\u0435 \u043f\u043e\u043d\u0440\u0430\u0432\u0438\u043b\u043e\u0441\u044c",
                0),
            new LabelledText("ends without newline", 1));
    assertThat(file.reading())
        .isEqualTo(
            "comma-separated, with a header, UTF-8, text from column 'text', label from column 'label'; 2 empty texts are skipped");
  }

  @ParameterizedTest
  @CsvSource({
    "id-label-text.tsv, 40, 0, 1",
    "sentence-label.tsv, 40, 0, 1",
    "fasttext.txt, 6, lincoln, washington"
  })
  void columnsAreFoundByTheirNames(String name, int texts, String first, String last) {
    LabelledFile file = new LabelledFile(resource(name), LabelledTextFormat.DETECTED);

    assertThat(file.read()).hasSize(texts).allMatch(text -> text.text().length() > 20);
    assertThat(file.classes()).startsWith(first).endsWith(last);
  }

  @Test
  void theSamePassagesAreReadFromFourFormats() {
    List<LabelledText> passages =
        inOneLine(new LabelledFile(resource("fasttext.txt"), LabelledTextFormat.DETECTED));

    assertThat(inOneLine(new LabelledFile(resource("presidents.jsonl"), columns("body", "who"))))
        .isEqualTo(passages);
    assertThat(
            inOneLine(
                new LabelledFile(resource("semicolon-bom-crlf.csv"), LabelledTextFormat.DETECTED)))
        .isEqualTo(passages);
    assertThat(new LabelledFile(resource("windows-1252.csv"), encoded("windows-1252")).read())
        .allMatch(text -> text.text().contains("\u2014") || text.text().contains("\u2019"))
        .extracting(LabelledText::label)
        .isEqualTo(passages.stream().map(LabelledText::label).toList());
  }

  /** A line of fastText has spaces where the passage has line breaks. */
  private static List<LabelledText> inOneLine(LabelledFile file) {
    return file.read().stream()
        .map(text -> new LabelledText(text.text().replaceAll("\\s+", " "), text.label()))
        .toList();
  }

  @Test
  void windows1252IsNamedAndReadOnRequest() {
    Path file = resource("windows-1252.tsv");

    assertThatThrownBy(() -> new LabelledFile(file, LabelledTextFormat.DETECTED).read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("byte 5 is 0x92")
        .hasMessageContaining("--encoding windows-1252");
    assertThat(new LabelledFile(file, encoded("windows-1252")).read().get(0).text())
        .startsWith("It\u2019s The film");
  }

  @Test
  void emptyTextsAreSkippedAndCounted() {
    LabelledFile file = new LabelledFile(resource("empty-texts.tsv"), LabelledTextFormat.DETECTED);

    assertThat(file.read()).hasSize(32).filteredOn(text -> text.text().equals("...")).hasSize(8);
    assertThat(file.reading())
        .isEqualTo(
            "tab-separated, without a header, UTF-8, text from column '#2', label from column '#1'; 9 empty texts are skipped");
  }

  @Test
  void missingAndAmbiguousColumnsAreListed() {
    assertThatThrownBy(() -> read("year,president,party,words\n1790,W,none,Fellow\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column named text, review, sentence, content or body")
        .hasMessageContaining("its columns are year, president, party, words")
        .hasMessageContaining("--text-column");
    assertThatThrownBy(() -> read("review,text,label\na,b,c\n"))
        .hasMessageContaining("more than one column that could be the text")
        .hasMessageContaining("review, text, label");
    assertThatThrownBy(() -> read("id,text\n1,b\n"))
        .hasMessageContaining("no column named label, sentiment, class or category")
        .hasMessageContaining("--label-column");
  }

  @Test
  void oneColumnOfTwoLeavesTheOther() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "words,who\nx y,a\nz,b\n");

    assertThat(new LabelledFile(file, columns("words", "")).read())
        .containsExactly(new LabelledText("x y", 0), new LabelledText("z", 1));
  }

  @Test
  void aColumnOfDifferentValuesIsNoLabel() throws IOException {
    StringBuilder text = new StringBuilder("text,label\n");
    for (int i = 0; i < 40; i++) {
      text.append("a,").append(i).append('\n');
    }

    assertThatThrownBy(() -> read(text.toString()))
        .hasMessageContaining("column 'label' has 40 different values in 40 texts")
        .hasMessageContaining("--label-column");
  }

  @Test
  void aTextWithoutALabelIsNamed() {
    assertThatThrownBy(() -> read("text,label\na,x\nb,\nc,y\n"))
        .hasMessageContaining("line 3 of")
        .hasMessageContaining("no label in column 'label'");
  }

  @Test
  void theLabelMayComeFirst() throws IOException {
    assertThat(read("pos\tGood,\twith a tab\nNEG\tBad\n"))
        .containsExactly(new LabelledText("Good,\twith a tab", 1), new LabelledText("Bad", 0));
  }

  @Test
  void theLabelMayComeLast() throws IOException {
    assertThat(read("Good, \twith a tab\t1\nBad  \t0"))
        .containsExactly(new LabelledText("Good, \twith a tab", 1), new LabelledText("Bad  ", 0));
  }

  @Test
  void withoutAHeaderTheColumnWithFewerValuesHasTheLabels() throws IOException {
    LabelledFile file = file("rain today\tweather\nlost again\tsport\nsun\tweather\n");

    assertThat(file.classes()).containsExactly("sport", "weather");
    assertThat(file.read()).extracting(LabelledText::label).containsExactly(1, 0, 1);
  }

  @Test
  void knownLabelsTellTheColumnsApart() throws IOException {
    assertThat(read("1\t0\n0\tBad\n")) // a review whose whole text is "0"
        .containsExactly(new LabelledText("0", 1), new LabelledText("Bad", 0));
  }

  @Test
  void columnsThatLookAlikeAreAmbiguous() {
    assertThatThrownBy(() -> read("1\t0\n0\t1\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be told apart")
        .hasMessageContaining("--label-column");
    assertThatThrownBy(() -> read("good\t1\n0\tbad\n"))
        .hasMessageContaining("cannot be told apart");
  }

  @Test
  void onlyLineFeedsEndALineWithoutQuotes() throws IOException {
    assertThat(read("1\ta\u0085b\u2028c\rd\r\n\n0\tbad\r\n"))
        .containsExactly(new LabelledText("a\u0085b\u2028c\rd", 1), new LabelledText("bad", 0));
  }

  @Test
  void oneClassAloneIsRefused() {
    assertThatThrownBy(() -> read("text,label\ngood,1\nbetter,1\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("only one class, '1'");
  }

  @Test
  void spellingsOfAClassAreOne() throws IOException {
    LabelledFile mixed = file("text,label\na,neg\nb,0\nc,Positive\nd,1\n");
    assertThat(mixed.classes()).containsExactly("negative", "positive");
    assertThat(mixed.read()).extracting(LabelledText::label).containsExactly(0, 0, 1, 1);

    LabelledFile upper = file("text,label\na,Ham\nb,SPAM\nc,ham\n");
    assertThat(upper.classes()).containsExactly("Ham", "SPAM");
  }

  @Test
  void theGroupIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("g.csv"), "text,label,year\na,x,1\nb,y,2\n");
    LabelledTextFormat format = new LabelledTextFormat(TableFormat.DETECTED, "", "", "year", "");

    assertThat(new LabelledFile(file, format).read())
        .containsExactly(new LabelledText("a", 0, "1"), new LabelledText("b", 1, "2"));
    assertThat(new LabelledFile(file, format).reading()).endsWith("group from column 'year'");
  }

  @Test
  void aHeaderWithoutTextsIsNamed() {
    assertThatThrownBy(() -> read("text,label\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no texts below its header")
        .hasMessageContaining("--no-header");
  }

  @Test
  void aLabelAsLongAsATextIsNamed() {
    assertThatThrownBy(() -> read("text,label\na,x\nb," + "y".repeat(1001) + "\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 3 of")
        .hasMessageContaining("more than 1,000 characters in column 'label'");
  }

  @Test
  void namesThatCannotBeSeenAreShownAsSuch() {
    assertThat(ClassNames.shown("a\u001b[2J\n\u202eb")).isEqualTo("a\uFFFD[2J \uFFFDb");
    assertThat(ClassNames.shown("x".repeat(50))).isEqualTo("x".repeat(40) + "...");
  }
}
