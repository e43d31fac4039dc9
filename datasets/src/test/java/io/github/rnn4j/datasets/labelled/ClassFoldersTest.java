package io.github.rnn4j.datasets.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.reviews.ImdbReviews;
import io.github.rnn4j.datasets.reviews.ImdbReviews.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFoldersTest {

  @TempDir Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void eachFolderIsAClass() throws IOException {
    write("sport/2.txt", "won");
    write("sport/1.txt", "lost");
    write("politics/a", "elected");
    write("politics/.hidden", "not a text");
    write("politics/b", "  \n");
    write("README.md", "not a text");
    ImdbReviews data = ImdbReviews.at(folder);

    LabelledTextSource source = data.part(Part.ALL);

    assertThat(data.hasParts()).isFalse();
    assertThat(source.classes()).containsExactly("politics", "sport");
    assertThat(source.read())
        .containsExactly(
            new LabelledText("elected", 0),
            new LabelledText("lost", 1),
            new LabelledText("won", 1));
    assertThat(source.reading())
        .isEqualTo(
            "one text per file, one folder per class; 1 file or folder is not a text of a class and left out; 1 empty text is skipped");
  }

  @Test
  void reviewsWithoutPartsNeedNoRatings() throws IOException {
    write("neg/bad.txt", "bad");
    write("pos/good.txt", "good");

    LabelledTextSource source = ImdbReviews.at(folder).part(Part.ALL);

    assertThat(source.classes()).containsExactly("neg", "pos");
    assertThat(source.read()).hasSize(2);
  }

  @Test
  void partsMayHaveAnyClasses() throws IOException {
    write("train/sport/1", "a");
    write("train/politics/1", "b");
    write("train/arts/1", "c");
    write("test/sport/1", "d");
    ImdbReviews data = ImdbReviews.at(folder);

    assertThat(data.hasParts()).isTrue();
    assertThat(data.part(Part.TEST).classes()).containsExactly("arts", "politics", "sport");
    assertThat(data.part(Part.TEST).read()).containsExactly(new LabelledText("d", 2));
    assertThat(data.part(Part.TRAIN).read()).hasSize(3);
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    write("a/1", "x");
    write("b/1", "y");
    write("secret", "z");
    Files.createSymbolicLink(folder.resolve("a/2"), folder.resolve("secret"));

    assertThatThrownBy(() -> ImdbReviews.at(folder).part(Part.ALL).read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is a link");
  }

  @Test
  void aFolderWithoutClassesIsRefused() throws IOException {
    write("a/1", "x");

    assertThatThrownBy(() -> ImdbReviews.at(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("folder for each class");
  }

  @Test
  void allTextsOfAGroupAreOnOneSide() {
    List<LabelledText> texts =
        java.util.stream.IntStream.range(0, 400)
            .mapToObj(i -> new LabelledText("text " + i, i % 3, "group " + i / 10))
            .toList();

    StratifiedSplit split = StratifiedSplit.of(texts, 80, 5);

    List<String> held = split.heldOut().stream().map(LabelledText::group).distinct().toList();
    assertThat(split.train()).noneMatch(text -> held.contains(text.group()));
    assertThat(split.heldOut()).hasSizeBetween(60, 100);
  }
}
