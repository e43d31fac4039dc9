package io.github.rnn4j.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.datasets.labelled.LabelledText;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BookSampleTest {

  @Test
  void beginsWithTheReviewsOfTheTextbooksFirstMinibatch() {
    List<LabelledText> reviews =
        IntStream.range(0, 25_000)
            .mapToObj(
                i -> new LabelledText((i < 12_500 ? "neg " : "pos ") + i % 12_500, i / 12_500))
            .toList();

    List<LabelledText> sample = BookSample.of(reviews);

    // 165, 86, 218 and 145 words, as in the textbook
    assertThat(sample.subList(0, 4).stream().map(LabelledText::text))
        .containsExactly("pos 8422", "pos 9878", "pos 5221", "neg 8983");
    assertThat(sample).hasSize(20_000).doesNotHaveDuplicates();
  }
}
