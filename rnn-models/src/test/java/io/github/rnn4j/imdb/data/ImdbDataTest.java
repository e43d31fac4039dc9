package io.github.rnn4j.imdb.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.download.DownloadProgress;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.reviews.Polarity;
import io.github.rnn4j.imdb.Configs;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImdbDataTest {

  @TempDir Path folder;

  private ImdbData load(String data, int limit, long seed) {
    DataCache cache = new DataCache(folder.resolve("cache"), true, DownloadProgress.SILENT);
    return ImdbData.load(Configs.data(data, limit), seed, cache);
  }

  /**
   * Every text but those for testing is held out exactly once, whole and cut to the same length.
   */
  @Test
  void fiveFoldsHoldOutDifferentTexts() throws IOException {
    ImdbData data = load(lines(30), 0, 1);
    DataConfig config = Configs.data("own", 0);
    EncodedData encoded = EncodedData.ofFolds(config, data);

    List<EncodedData> folds = encoded.folds(5, 1);

    Set<LabelledText> all = new HashSet<>(data.train());
    all.addAll(data.validation());
    Set<LabelledText> heldOut = new HashSet<>();
    for (int number = 1; number <= 5; number++) {
      Set<LabelledText> own = data.heldOut(1).get(number - 1);
      assertThat(own).hasSizeBetween(9, 10).noneMatch(heldOut::contains);
      heldOut.addAll(own);
      EncodedData fold = folds.get(number - 1);
      assertThat(tokens(fold.validation()))
          .isEqualTo(tokens(fold.whole().validation()))
          .containsExactlyInAnyOrderElementsOf(
              own.stream().map(text -> tokens(config, encoded, text)).toList());
      assertThat(fold.train()).hasSize(all.size() - own.size());
      assertThat(tokens(fold.train())).doesNotContainAnyElementsOf(tokens(fold.validation()));
    }
    assertThat(heldOut).isEqualTo(all);
    assertThat(encoded.vocabulary().size())
        .isGreaterThan(EncodedData.of(config, data).vocabulary().size());
  }

  /** Both classes have one group left to learn from, so none can be set aside. */
  @Test
  void tooFewGroupsForSeveralNetworksAreRefused() {
    List<LabelledText> train =
        List.of(new LabelledText("good", 1, "one"), new LabelledText("bad", 0, "two"));
    ImdbData data =
        new ImdbData(
            "few",
            false,
            TextClasses.POLARITY,
            "",
            train,
            List.of(new LabelledText("fine", 1, "three"), new LabelledText("poor", 0, "four")),
            train);
    EncodedData encoded = EncodedData.ofFolds(Configs.data("own", 0), data);

    assertThat(encoded.folds(1, 1)).containsExactly(encoded);
    assertThatThrownBy(() -> encoded.folds(3, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("few: there are too few groups of texts for 3 networks")
        .hasMessageContaining("--members 1");
  }

  private static List<String> tokens(List<LabelledSequence> set) {
    return set.stream().map(text -> Arrays.toString(text.tokens())).toList();
  }

  private static String tokens(DataConfig config, EncodedData data, LabelledText text) {
    return Arrays.toString(
        new ReviewEncoder(config, data.vocabulary()).encode(text.text()).indices());
  }

  /** A text file of this many reviews of each class. */
  private String lines(int ofEach) throws IOException {
    String text =
        IntStream.range(0, ofEach)
            .mapToObj(i -> "1\tgood " + i + "\n0\tbad " + i + "\n")
            .collect(Collectors.joining());
    return Files.writeString(folder.resolve("own.tsv"), text).toString();
  }

  /** A directory as the archive unpacks to, with this many reviews of each class in each part. */
  private String directory(int ofEach) throws IOException {
    for (String part : List.of("train", "test")) {
      for (String label : List.of("pos", "neg")) {
        Path place =
            Files.createDirectories(folder.resolve("aclImdb").resolve(part).resolve(label));
        for (int i = 0; i < ofEach; i++) {
          String rating = label.equals("pos") ? "9" : "2";
          Files.writeString(place.resolve(i + "_" + rating + ".txt"), part + label + i);
        }
      }
    }
    return folder.resolve("aclImdb").toString();
  }

  @Test
  void recordsOfAnotherReaderAreSplitLikeThoseOfTheProjectsOwn() throws IOException {
    ImdbData own = load(lines(50), 0, 1);
    List<List<Writable>> records =
        Files.readAllLines(folder.resolve("own.tsv")).stream()
            .map(line -> line.split("\t"))
            .map(parts -> List.<Writable>of(new Text(parts[1]), new Text(parts[0])))
            .toList();

    ImdbData data = ImdbData.of("own.tsv", new CollectionRecordReader(records), 0, 1);

    assertThat(data.train()).isEqualTo(own.train());
    assertThat(data.validation()).isEqualTo(own.validation());
    assertThat(data.test()).isEqualTo(own.test());
    assertThat(data.checksum()).isEqualTo(own.checksum());
  }

  /** Ten films with six reviews each. */
  @Test
  void reviewsOfAFilmStayTogetherIfThatIsAskedFor() throws IOException {
    Path root = Path.of(directory(30));
    String films =
        IntStream.range(0, 30)
            .mapToObj(i -> "http://www.imdb.com/title/tt%07d/usercomments%n".formatted(i / 3))
            .collect(Collectors.joining());
    Files.writeString(root.resolve("train/urls_pos.txt"), films);
    Files.writeString(root.resolve("train/urls_neg.txt"), films);
    DataConfig standard = Preset.STANDARD.config().data().with(root.toString(), 0);
    DataConfig book = Preset.BOOK.config().data().with(root.toString(), 0);
    DataCache cache = new DataCache(folder.resolve("cache"), true, DownloadProgress.SILENT);

    ImdbData byFilm = ImdbData.load(standard, 1, cache);

    assertThat(films(byFilm.train()))
        .hasSizeBetween(7, 9)
        .doesNotContainAnyElementsOf(films(byFilm.validation()));
    assertThat(films(byFilm.validation())).hasSizeBetween(1, 3);
    assertThat(films(ImdbData.load(book, 1, cache).validation())).containsOnly("");
  }

  private static Set<String> films(List<LabelledText> texts) {
    return texts.stream().map(LabelledText::group).collect(Collectors.toSet());
  }

  @Test
  void recordThatIsNoReviewIsNamed() {
    for (List<Writable> wrong :
        List.of(
            List.<Writable>of(new Text("fine"), new Text("pos")),
            List.<Writable>of(new Text("fine"), new IntWritable(-1)),
            List.<Writable>of(new Text("fine"), new DoubleWritable(0.7)),
            List.<Writable>of(new Text("fine"), new BytesWritable(new byte[] {1})),
            List.<Writable>of(new Text("fine")))) {
      List<List<Writable>> records = List.of(List.of(new Text("a"), new IntWritable(1)), wrong);

      assertThatThrownBy(() -> ImdbData.of("mine", new CollectionRecordReader(records), 0, 1))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("record 2 of mine is [fine")
          .hasMessageEndingWith("it must be a text and its label, a whole number from 0 on");
    }
  }

  @Test
  void fileWithoutPartsIsSplitInThreeWithBothClassesInEach() throws IOException {
    ImdbData data = load(lines(50), 0, 1);

    assertThat(data.test()).hasSize(20);
    assertThat(data.validation()).hasSize(16);
    assertThat(data.train()).hasSize(64);
    assertThat(List.of(data.test(), data.validation(), data.train())).allMatch(this::balanced);
    assertThat(data.all()).doesNotHaveDuplicates();
    assertThat(data.synthetic()).isFalse();
  }

  @Test
  void testPartOfADirectoryStaysTheTest() throws IOException {
    ImdbData data = load(directory(10), 0, 1);

    assertThat(data.test()).hasSize(20).allMatch(review -> review.text().startsWith("test"));
    assertThat(data.validation()).hasSize(4).allMatch(review -> review.text().startsWith("train"));
    assertThat(data.train()).hasSize(16).allMatch(review -> review.text().startsWith("train"));
  }

  @Test
  void limitTakesABalancedSampleOfEachPart() throws IOException {
    ImdbData data = load(directory(12), 12, 1);

    assertThat(data.test()).hasSize(12);
    assertThat(balanced(data.test())).isTrue();
    assertThat(data.train().size() + data.validation().size()).isEqualTo(12);
  }

  @Test
  void sameSeedGivesTheSamePartsAndAnotherSeedOthers() throws IOException {
    String file = lines(50);

    assertThat(load(file, 0, 1)).isEqualTo(load(file, 0, 1));
    assertThat(load(file, 0, 1).checksum()).isEqualTo(load(file, 0, 1).checksum());
    assertThat(load(file, 0, 2).test()).isNotEqualTo(load(file, 0, 1).test());
  }

  @Test
  void equalTextsAreOnOneSide() throws IOException {
    String file = folder.resolve("twice.tsv").toString();
    String text =
        IntStream.range(0, 40)
            .mapToObj(i -> (i % 2) + "\ttext " + i / 4 + " of " + i % 2 + "\n")
            .collect(Collectors.joining());
    Files.writeString(Path.of(file), text);

    ImdbData data = load(file, 0, 1);

    List<String> trained = data.train().stream().map(LabelledText::text).toList();
    assertThat(data.test()).isNotEmpty().noneMatch(review -> trained.contains(review.text()));
    assertThat(data.validation()).isNotEmpty().noneMatch(r -> trained.contains(r.text()));
  }

  @Test
  void tooFewReviewsToSplitAreAnError() throws IOException {
    String file = lines(3);

    assertThatThrownBy(() -> load(file, 0, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "own.tsv (tab-separated, without a header, UTF-8, text from column '#2', label from column '#1'): 5 texts (6 without the 1 that are held out for testing) are too few for training and validation, which need at least 10; use more texts");
  }

  /** The number of reviews that is left after the split is not one that the user knows. */
  @Test
  void reviewsThatAreTooFewAfterTheTestSetWasHeldOutAreExplained() throws IOException {
    String file = lines(30);

    assertThatThrownBy(() -> load(file, 10, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "own.tsv (tab-separated, without a header, UTF-8, text from column '#2', label from column '#1'): with --limit 10, 8 texts (10 without the 2 that are held out for testing) are too few for training and validation, which need at least 10; use more texts or a larger --limit");
  }

  private boolean balanced(List<LabelledText> reviews) {
    long positive = reviews.stream().filter(review -> review.label() == Polarity.POSITIVE).count();
    return 2 * positive == reviews.size();
  }
}
