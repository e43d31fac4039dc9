package io.github.rnn4j.benchmark.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorksTest {

  @Test
  void minibatchIsTheSameEachTimeAndLongestFirst() {
    Work work = Works.named("imdb");

    Minibatch first = RandomMinibatch.of(work);
    Minibatch second = RandomMinibatch.of(work);

    assertThat(first.tokens()).isEqualTo(second.tokens());
    assertThat(first.classes()).isEqualTo(second.classes());
    for (int b = 1; b < first.size(); b++) {
      assertThat(first.lengths()[b]).isBetween(60, first.lengths()[b - 1]);
    }
    assertThat(first.steps()).isLessThanOrEqualTo(299);
  }

  @Test
  void parametersOfTheTextbooksNetworkAreCounted() {
    Network reviews = Works.named("imdb").network();

    // 69,025 x 20 + 2 x (20 + 64 + 1) x 256 + 129 x 64 + 65
    assertThat(reviews.parameters()).isEqualTo(1_380_500 + 43_520 + 8_256 + 65);
  }

  @Test
  void operationsOfAStepFollowTheFormula() throws IOException {
    Work work =
        new Work(
            "small",
            "small",
            Task.TRAINING,
            Network.values(Cell.LSTM, 3, 5, 2),
            Batch.of(4, 7),
            false);

    double flops = Assignment.of(work, Path.of("none")).flops();

    // 3 x (2 x 28 x (3 + 5) x 20 + 2 x 28 x 5 x 2)
    assertThat(flops).isEqualTo(3 * (8960 + 560));
  }

  @Test
  void reviewsAreReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("reviews.txt");
    List<ReviewFile.Review> reviews =
        List.of(
            new ReviewFile.Review(0, 0, List.of(5, 6)),
            new ReviewFile.Review(0, 1, List.of(7, 8, 9)),
            new ReviewFile.Review(1, 1, List.of(4)));

    ReviewFile.write(file, 10, reviews);
    ReviewFile read = ReviewFile.read(file);

    assertThat(read.vocabulary()).isEqualTo(10);
    assertThat(read.minibatches()).hasSize(2);
    Minibatch first = read.minibatches().get(0);
    assertThat(first.lengths()).containsExactly(3, 2);
    assertThat(first.tokens()).containsExactly(7, 8, 9, 5, 6, 0);
    assertThat(first.classes()).containsExactly(1, 0);
    assertThat(first.mask()).containsExactly(1, 1, 1, 1, 1, 0);
  }

  @Test
  void samplerDrawsByProbability() {
    Sampler sampler = new Sampler();
    int[] drawn = new int[3];

    for (int i = 0; i < 10_000; i++) {
      drawn[sampler.draw(new float[] {0.5f, 0.25f, 0.25f})]++;
    }

    assertThat(drawn[0]).isBetween(4_800, 5_200);
    assertThat(drawn[2]).isBetween(2_300, 2_700);
    assertThat(sampler.meanSurprise()).isBetween(1.03, 1.05); // 1.5 ln 2
  }

  @Test
  void stepsComeFirstForLibrariesThatWantThem() {
    Work work =
        new Work(
            "small",
            "small",
            Task.TRAINING,
            Network.values(Cell.LSTM, 3, 5, 2),
            Batch.of(4, 7),
            false);
    Minibatch minibatch = RandomMinibatch.of(work);

    float[] swapped = minibatch.stepsFirst(minibatch.inputs());

    assertThat(swapped).hasSize(4 * 7 * 3);
    // sequence 2, step 5, feature 1
    assertThat(swapped[(5 * 4 + 2) * 3 + 1]).isEqualTo(minibatch.inputs()[(2 * 7 + 5) * 3 + 1]);
  }
}
