package io.github.rnn4j.imdb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.datasets.reviews.Polarity;
import io.github.rnn4j.imdb.Configs;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.loop.RunException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewBatchesTest {

  private static final int V = 10_000;

  /** 4 B V T = 4 x 32 x 10,000 x 500 bytes = 640 MB for 32 of these, 20 MB for one. */
  private static final LabelledSequence LONG = sequence(500);

  private static final LabelledSequence SHORT = sequence(2);

  private final ImdbConfig config =
      Configs.of(
          Configs.network(InputForm.ONE_HOT, Cell.LSTM, Direction.FORWARD, MergeMode.CONCAT, 1));
  private final ReviewBatches batches = new ReviewBatches(config, V, TextClasses.POLARITY);

  private static LabelledSequence sequence(int length) {
    int[] tokens = new int[length];
    Arrays.fill(tokens, 2);
    return new LabelledSequence(tokens, Polarity.POSITIVE);
  }

  private static List<LabelledSequence> many(LabelledSequence sequence) {
    return Collections.nCopies(32, sequence);
  }

  @Test
  void minibatchOfTrainingMustFitAndSingleReviewsOfTheOtherParts() {
    batches.requireFit(many(SHORT), many(LONG), many(LONG));

    assertThatThrownBy(() -> batches.requireFit(many(LONG), many(SHORT), many(SHORT)))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("4 x 32 x 10000 x 500 bytes = 610 MB");
    LabelledSequence tooLong = sequence(batches.longest() + 1);
    assertThatThrownBy(() -> batches.requireFit(many(SHORT), List.of(tooLong), many(SHORT)))
        .hasMessageContaining("4 x 1 x 10000 x 13422 bytes");
    assertThatThrownBy(() -> batches.requireFit(many(SHORT), many(SHORT), List.of(tooLong)))
        .isInstanceOf(RunException.class);
  }

  @Test
  void oneLongTextMakesMinibatchesOfEvaluationSmallerInsteadOfFailing() {
    ReviewBatches large =
        new ReviewBatches(config, 1_000_000, TextClasses.POLARITY); // 4 V = 4 MB a step: 134 steps.

    assertThat(large.evaluationRows(List.of(SHORT.tokens(), SHORT.tokens()))).isEqualTo(32);
    assertThat(large.evaluationRows(List.of(SHORT.tokens(), new int[60]))).isEqualTo(2);
    assertThat(large.evaluationRows(List.of(new int[large.longest()]))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"ELMAN, 1", "SAMEDIFF_ELMAN, 2"})
  void lengthsAreRoundedUpOnlyForSameDiff(Cell cell, int multiple) {
    ImdbConfig elman =
        Configs.of(
            Configs.network(InputForm.ONE_HOT, cell, Direction.FORWARD, MergeMode.CONCAT, 1));

    LabelledSequence review = new LabelledSequence(new int[20], 1);

    BatchOptions options =
        new ReviewBatches(elman, V, TextClasses.POLARITY).training(List.of(review));

    assertThat(options.lengthMultiple()).isEqualTo(multiple);
  }
}
