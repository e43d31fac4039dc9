package io.github.rnn4j.datasets.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextChecksum;
import io.github.rnn4j.datasets.labelled.StratifiedSplit;
import io.github.rnn4j.datasets.reviews.ImdbReviews.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the real reviews, where they are: system property rnn4j.data or variable RNN4J_DATA. */
class RealReviewsTest {

  private static Path data(String name) {
    String folder = System.getProperty("rnn4j.data", System.getenv("RNN4J_DATA"));
    assumeTrue(folder != null, "neither -Drnn4j.data nor RNN4J_DATA names the folder of real data");
    Path file = Path.of(folder).resolve("imdb").resolve(name);
    assumeTrue(Files.exists(file), "there is no " + file);
    return file;
  }

  private static long positives(List<LabelledText> reviews) {
    return reviews.stream().filter(review -> review.label() == Polarity.POSITIVE).count();
  }

  @ParameterizedTest
  @CsvSource({
    "TRAIN, 96, ede28f6b80d6f56a8a93381d5c155eb4ab5d3c07e815b7e1f2987424b2861052",
    "TEST, 199, 5abe9f224366fc27d16aeddf1de40cd7966eb25a3b872431947c4bcc6ec20fc4"
  })
  void eachPartHas12500ReviewsOfEachClass(Part part, int repeated, String checksum) {
    List<LabelledText> reviews = ImdbReviews.at(data("aclImdb_v1.tar.gz")).part(part).read();

    assertThat(reviews).hasSize(25_000);
    assertThat(positives(reviews)).isEqualTo(12_500);
    assertThat(reviews.stream().map(LabelledText::text).distinct().count())
        .isEqualTo(25_000 - repeated);
    assertThat(LabelledTextChecksum.of(reviews)).isEqualTo(checksum);
  }

  @Test
  void trainingReviewsSplitInto20000And5000WithoutCommonTexts() {
    List<LabelledText> reviews = ImdbReviews.at(data("aclImdb_v1.tar.gz")).part(Part.TRAIN).read();

    StratifiedSplit split = StratifiedSplit.of(reviews, 5_000, 1);

    Set<String> held = split.heldOut().stream().map(LabelledText::text).collect(Collectors.toSet());
    assertThat(split.train()).hasSize(20_000).noneMatch(review -> held.contains(review.text()));
    assertThat(split.heldOut()).hasSize(5_000);
    assertThat(positives(split.heldOut())).isEqualTo(2_500);
  }

  @Test
  void labelledSentencesAre500OfEachClass() {
    List<LabelledText> sentences = ImdbReviews.at(data("imdb_labelled.txt")).part(Part.ALL).read();

    assertThat(sentences).hasSize(1_000);
    assertThat(positives(sentences)).isEqualTo(500);
    assertThat(new HashSet<>(sentences)).hasSize(997);
  }
}
