package io.github.rnn4j.charlm.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartTest {

  @Test
  void sampleOfATextIsItsBeginning() {
    Part text = new Part("", List.of(IntStream.range(0, 1001).toArray()), 0);

    Part sample = text.sample(100);

    assertThat(sample.sequences().get(0)).isEqualTo(IntStream.range(0, 100).toArray());
    assertThat(text.sample(1000)).isSameAs(text);
  }

  /** The lines of a file are often sorted, so a sample must not be the first of them. */
  @Test
  void sampleOfLinesIsSpreadOverAllOfThem() {
    List<int[]> lines =
        IntStream.range(0, 100).mapToObj(i -> new int[] {0, i, i, i, i, 1}).toList();
    Part part = new Part("", lines, 2);

    Part sample = part.sample(100);

    assertThat(sample.predictions()).isEqualTo(100);
    assertThat(sample.sequences().stream().map(line -> line[1]))
        .containsExactlyElementsOf(IntStream.range(0, 20).map(i -> 5 * i).boxed().toList());
    assertThat(part.sample(500)).isSameAs(part);
  }
}
