package io.github.rnn4j.datasets.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledLinesTest {

  @TempDir Path folder;

  private List<Review> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("reviews.tsv"), text);
    return ImdbReviews.at(file).part(ImdbReviews.Part.ALL).read();
  }

  @Test
  void theLabelMayComeFirst() throws IOException {
    List<Review> reviews = read("pos\tGood,\twith a tab\nNEGATIVE\tBad\n");

    assertThat(reviews).containsExactly(new Review("Good,\twith a tab", 1), new Review("Bad", 0));
  }

  @Test
  void theLabelMayComeLast() throws IOException {
    List<Review> reviews = read("Good, \twith a tab\t1\nBad  \t0");

    assertThat(reviews)
        .containsExactly(new Review("Good, \twith a tab", 1), new Review("Bad  ", 0));
  }

  @Test
  void oneLineTellsTheColumnsApartWhenOthersDoNot() throws IOException {
    List<Review> reviews = read("1\t0\n0\tBad\n"); // a review whose whole text is "0"

    assertThat(reviews).containsExactly(new Review("0", 1), new Review("Bad", 0));
  }

  @Test
  void onlyLineFeedsEndALine() throws IOException {
    List<Review> reviews = read("1\ta\u0085b\u2028c\rd\r\n\n0\tbad\r\n");

    assertThat(reviews).containsExactly(new Review("a\u0085b\u2028c\rd", 1), new Review("bad", 0));
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheLabel() throws IOException {
    assertThat(read("\uFEFF1\tgood\n0\tbad\n")).hasSize(2);
  }

  @Test
  void theFirstLineWithoutALabelIsNamed() {
    assertThatThrownBy(() -> read("good\t1\nbad\t0\nso so\t2\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 3 of")
        .hasMessageContaining("so so")
        .hasMessageContaining("label<TAB>text or text<TAB>label");
  }

  @Test
  void aFileThatMixesBothOrdersIsRefusedAtTheChange() {
    assertThatThrownBy(() -> read("good\t1\n0\tbad\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2 of");
  }

  @Test
  void labelsAtBothEndsAreAmbiguous() {
    assertThatThrownBy(() -> read("1\t0\n0\t1\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("both ends of every line");
  }

  @Test
  void oneClassAloneIsRefused() {
    assertThatThrownBy(() -> read("1\tgood\n1\tbetter\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no negative reviews");
  }

  @Test
  void linesThatAreNoTextAreRefused() throws IOException {
    Path binary = Files.write(folder.resolve("a.bin"), new byte[] {'x', 3, 4, 0, 0});
    Path latin =
        Files.write(folder.resolve("latin.txt"), new byte[] {'1', '\t', 'a', '\n', '0', '\t', -1});
    Path endless = Files.writeString(folder.resolve("long.txt"), "1\t" + "a".repeat(1 << 20));

    for (Path file : List.of(binary, endless)) {
      assertThatThrownBy(() -> new LabelledLines(file.toFile()).read())
          .isInstanceOf(DataException.class)
          .hasMessageContaining("line 1 of " + file)
          .hasMessageContaining("is not text");
    }
    assertThatThrownBy(() -> new LabelledLines(latin.toFile()).read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2 of " + latin)
        .hasMessageContaining("UTF-8");
  }
}
