package io.github.rnn4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;

class BucketIteratorTest {

  private static final BatchOptions OPTIONS =
      BatchOptions.of(new FeatureEncoding.Indices(RandomSequences.VOCABULARY_SIZE))
          .withBatchSize(8)
          .withPoolBatches(5);

  private final List<LabelledSequence> sequences = RandomSequences.of(203, 1);

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "7, 3, 2", "8, 5, 3", "32, 50, 4", "203, 1, 5", "500, 1000, 6"})
  void everySequenceOccursOnceInEveryEpoch(int batchSize, int poolBatches, long seed) {
    BatchOptions options = OPTIONS.withBatchSize(batchSize).withPoolBatches(poolBatches);
    BucketIterator iterator = BucketIterator.training(sequences, options, seed);

    for (int epoch = 0; epoch < 3; epoch++) {
      List<int[]> minibatches = takeEpoch(iterator);
      assertThat(minibatches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
          .isEqualTo(IntStream.range(0, 203).toArray());
      assertThat(minibatches).hasSize((203 + batchSize - 1) / batchSize);
      assertThat(iterator.minibatches()).isEqualTo(minibatches.size());
      // All are full but one.
      assertThat(minibatches.stream().filter(m -> m.length < batchSize).count())
          .isLessThanOrEqualTo(1);
      iterator.reset();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rowsOfAMinibatchAreTheSequencesItNames(long seed) {
    BucketIterator iterator = BucketIterator.training(sequences, OPTIONS, seed);

    while (iterator.hasNext()) {
      DataSet minibatch = iterator.next();
      int[] indices = iterator.indices();
      assertThat(BucketIterator.indicesOf(minibatch)).isEqualTo(indices);
      for (int b = 0; b < indices.length; b++) {
        LabelledSequence sequence = sequences.get(indices[b]);
        int steps = (int) minibatch.getFeatures().size(2);
        // The tokens, then zeros; the mask has ones at the tokens, then zeros.
        assertThat(minibatch.getFeatures().slice(b).toIntVector())
            .isEqualTo(Arrays.copyOf(sequence.tokens(), steps));
        int[] ones = IntStream.generate(() -> 1).limit(sequence.length()).toArray();
        assertThat(minibatch.getFeaturesMaskArray().getRow(b).toIntVector())
            .isEqualTo(Arrays.copyOf(ones, steps));
        assertThat(minibatch.getLabels().getInt(b, 0)).isEqualTo(sequence.label());
      }
      int longest = Arrays.stream(indices).map(i -> sequences.get(i).length()).max().orElseThrow();
      assertThat(minibatch.getFeatures().shape()).containsExactly(indices.length, 1, longest);
    }
  }

  @Test
  void orderDependsOnSeedAndEpochAlone() {
    List<int[]> epoch0 = takeEpoch(BucketIterator.training(sequences, OPTIONS, 7));
    BucketIterator same = BucketIterator.training(sequences, OPTIONS, 7);
    BucketIterator other = BucketIterator.training(sequences, OPTIONS, 8);

    assertThat(takeEpoch(same)).usingRecursiveComparison().isEqualTo(epoch0);
    assertThat(takeEpoch(other)).usingRecursiveComparison().isNotEqualTo(epoch0);
    same.reset();
    List<int[]> epoch1 = takeEpoch(same);
    assertThat(epoch1).usingRecursiveComparison().isNotEqualTo(epoch0);
    same.setEpoch(0);
    assertThat(takeEpoch(same)).usingRecursiveComparison().isEqualTo(epoch0);
    other.setEpoch(1);
    assertThat(takeEpoch(other)).usingRecursiveComparison().isNotEqualTo(epoch1);
  }

  @Test
  void orderOfASeedStaysTheSameOverReleases() {
    List<LabelledSequence> ten =
        IntStream.rangeClosed(1, 10).mapToObj(i -> new LabelledSequence(new int[i], 0)).toList();
    BucketIterator iterator =
        BucketIterator.training(ten, OPTIONS.withBatchSize(3).withPoolBatches(2), 42);
    iterator.setEpoch(1);

    // Recorded: an older run that is resumed must see the same minibatches.
    assertThat(takeEpoch(iterator).stream().map(Arrays::toString))
        .containsExactly("[8]", "[0, 1, 4]", "[5, 6, 9]", "[2, 3, 7]");
  }

  @Test
  void rowsKeepTheirIndicesWhenDl4jShufflesTheMinibatch() {
    DataSet minibatch = BucketIterator.evaluation(sequences, OPTIONS).next();
    int[] before = BucketIterator.indicesOf(minibatch);

    minibatch.shuffle(3);

    int[] after = BucketIterator.indicesOf(minibatch);
    assertThat(after).containsExactlyInAnyOrder(before).isNotEqualTo(before);
    for (int b = 0; b < after.length; b++) {
      assertThat(minibatch.getFeatures().getInt(b, 0, 0))
          .isEqualTo(sequences.get(after[b]).tokens()[0]);
    }
  }

  @Test
  void resumingAtAnEpochGivesWhatAnUninterruptedRunGives() {
    BucketIterator whole = BucketIterator.training(sequences, OPTIONS, 7);
    for (int epoch = 0; epoch < 3; epoch++) {
      takeEpoch(whole);
      whole.reset();
    }

    BucketIterator resumed = BucketIterator.training(sequences, OPTIONS, 7);
    resumed.setEpoch(3);

    assertThat(whole.epoch()).isEqualTo(3);
    assertThat(takeEpoch(resumed)).usingRecursiveComparison().isEqualTo(takeEpoch(whole));
  }

  @Test
  void resetAtTheStartOfAnEpochStaysThere() {
    BucketIterator iterator = BucketIterator.training(sequences, OPTIONS, 7);

    iterator.reset();
    iterator.reset();
    assertThat(iterator.epoch()).isZero();

    iterator.next();
    iterator.reset();
    assertThat(iterator.epoch()).isEqualTo(1);
  }

  @Test
  void membersOfMinibatchesDifferBetweenEpochs() {
    BucketIterator iterator = BucketIterator.training(sequences, OPTIONS, 7);
    List<List<Integer>> epoch0 = sortedMembers(takeEpoch(iterator));
    iterator.reset();

    List<List<Integer>> epoch1 = sortedMembers(takeEpoch(iterator));

    assertThat(epoch1).doesNotContainAnyElementsOf(epoch0);
  }

  @Test
  void longMinibatchesAreSpreadOverTheEpoch() {
    // With 26 minibatches, sorted lengths would give a rank correlation of 1 with the place.
    BucketIterator iterator = BucketIterator.training(sequences, OPTIONS, 7);
    int rising = 0;
    int before = 0;
    for (int k = 0; k < iterator.minibatches(); k++) {
      int steps = (int) iterator.next().getFeatures().size(2);
      rising += steps > before ? 1 : 0;
      before = steps;
    }

    assertThat(rising).isBetween(7, 19);
  }

  @Test
  void predictionHasTheMinibatchesOfEvaluationWithoutLabels() {
    BucketIterator evaluation = BucketIterator.evaluation(sequences, OPTIONS);
    List<int[]> tokens = sequences.stream().map(LabelledSequence::tokens).toList();

    BucketIterator prediction = BucketIterator.prediction(tokens, OPTIONS);

    while (evaluation.hasNext()) {
      DataSet expected = evaluation.next();
      DataSet minibatch = prediction.next();
      assertThat(minibatch.getFeatures()).isEqualTo(expected.getFeatures());
      assertThat(minibatch.getFeaturesMaskArray()).isEqualTo(expected.getFeaturesMaskArray());
      assertThat(minibatch.getLabels()).isNull();
      assertThat(prediction.indices()).isEqualTo(evaluation.indices());
    }
    assertThat(prediction.hasNext()).isFalse();
  }

  @Test
  void emptySequenceToPredictIsNamed() {
    List<int[]> tokens = List.of(new int[] {1}, new int[0]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BucketIterator.prediction(tokens, OPTIONS))
        .withMessageStartingWith("Sequence 1 has length 0");
  }

  @Test
  void evaluationIsByLengthAndTheSameInEachEpoch() {
    BucketIterator iterator = BucketIterator.evaluation(sequences, OPTIONS);
    List<int[]> first = takeEpoch(iterator);

    iterator.setEpoch(5);

    assertThat(takeEpoch(iterator)).usingRecursiveComparison().isEqualTo(first);
    assertThat(
            first.stream()
                .flatMapToInt(Arrays::stream)
                .map(i -> sequences.get(i).length())
                .boxed()
                .toList())
        .isSorted();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void paddingShareIsThatOfTheMinibatchesAndShrinksAgainstRandomOnes(long seed) {
    List<LabelledSequence> many = RandomSequences.of(2_000, seed);
    BucketIterator bucketed = BucketIterator.training(many, OPTIONS.withPoolBatches(50), seed);
    BucketIterator random = BucketIterator.training(many, OPTIONS.withPoolBatches(1), seed);
    double real = 0;
    double cells = 0;

    while (bucketed.hasNext()) {
      DataSet minibatch = bucketed.next();
      real += minibatch.getFeaturesMaskArray().sumNumber().doubleValue();
      cells += minibatch.getFeaturesMaskArray().length();
    }

    assertThat(bucketed.paddingShare()).isCloseTo(1 - real / cells, within(1e-12));
    assertThat(bucketed.tokens()).isEqualTo((long) real);
    assertThat(random.paddingShare()).isGreaterThan(0.5);
    assertThat(bucketed.paddingShare()).isLessThan(0.1);
    assertThat(BucketIterator.evaluation(many, OPTIONS).paddingShare())
        .isLessThan(bucketed.paddingShare());
  }

  @Test
  void truncationLimitsTheStepsAndTheCountedTokens() {
    List<LabelledSequence> two =
        List.of(
            new LabelledSequence(new int[] {2, 3, 4}, 0), new LabelledSequence(new int[] {5}, 1));

    BucketIterator iterator =
        BucketIterator.evaluation(two, OPTIONS.withMaxLength(2, Truncation.KEEP_TAIL));

    assertThat(iterator.tokens()).isEqualTo(3);
    assertThat(iterator.paddingShare()).isEqualTo(0.25);
    assertThat(iterator.next().getFeatures().slice(1).toIntVector()).containsExactly(3, 4);
  }

  @Test
  void serialisedIteratorGoesOnWhereItWas() {
    BucketIterator iterator = BucketIterator.training(sequences, OPTIONS, 7).prefetched(2);
    iterator.next();

    BucketIterator copy = SerializationUtils.clone(iterator);

    assertThat(copy.indices()).isEqualTo(iterator.indices());
    assertThat(takeEpoch(copy)).usingRecursiveComparison().isEqualTo(takeEpoch(iterator));
  }

  @Test
  void preProcessorSeesEachMinibatch() {
    for (int ahead : new int[] {0, 2}) {
      BucketIterator plain = BucketIterator.training(sequences, OPTIONS, 7);
      BucketIterator iterator = ahead == 0 ? plain : plain.prefetched(ahead);
      iterator.next();
      iterator.setPreProcessor(minibatch -> minibatch.getLabels().assign(9));

      assertThat(iterator.next().getLabels().meanNumber().doubleValue()).isEqualTo(9);
      assertThat(iterator.getPreProcessor()).isNotNull();
    }
  }

  @Test
  void contractOfDataSetIterator() {
    BucketIterator iterator = BucketIterator.training(sequences, OPTIONS, 7);
    BucketIterator oneHot =
        BucketIterator.training(
            sequences,
            BatchOptions.of(new FeatureEncoding.OneHot(60))
                .withLabels(new LabelEncoding.OneHotClasses(3)),
            7);

    assertThat(iterator.batch()).isEqualTo(8);
    assertThat(iterator.inputColumns()).isEqualTo(1);
    assertThat(iterator.totalOutcomes()).isEqualTo(1);
    assertThat(oneHot.inputColumns()).isEqualTo(60);
    assertThat(oneHot.totalOutcomes()).isEqualTo(3);
    assertThat(iterator.resetSupported()).isTrue();
    assertThat(iterator.asyncSupported()).isFalse();
    assertThat(iterator.getLabels()).isNull();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> iterator.next(5))
        .withMessageContaining("next(5)");
  }

  @Test
  void misuseIsAnErrorThatSaysWhatToDo() {
    BucketIterator iterator = BucketIterator.training(sequences, OPTIONS, 7);
    assertThatIllegalStateException()
        .isThrownBy(iterator::indices)
        .withMessageContaining("call next() first");
    takeEpoch(iterator);

    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(iterator::next)
        .withMessageContaining("call reset()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> iterator.setEpoch(-1))
        .withMessageContaining("Epoch -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> iterator.prefetched(0))
        .withMessageContaining("minibatchesAhead is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BucketIterator.indicesOf(new DataSet()))
        .withMessageContaining("no example metadata");
  }

  @Test
  void sequencesThatTheEncodingsDoNotKnowAreErrorsThatNameThem() {
    List<LabelledSequence> oneBad = new ArrayList<>(sequences);
    oneBad.set(17, new LabelledSequence(new int[] {1, 50}, 0));
    List<LabelledSequence> badLabel = new ArrayList<>(sequences);
    badLabel.set(5, new LabelledSequence(new int[] {1}, 2));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BucketIterator.training(oneBad, OPTIONS, 1))
        .withMessageContaining("Sequence 17 holds token index 50")
        .withMessageContaining("0 to 49");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BucketIterator.evaluation(badLabel, OPTIONS))
        .withMessageContaining("Sequence 5 has label 2")
        .withMessageContaining("0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BucketIterator.training(List.of(), OPTIONS, 1))
        .withMessageContaining("no sequences");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 1, batchSize is 0",
    "1, 0, 0, 1, poolBatches is 0",
    "1, 1, -1, 1, maxLength is -1",
    "1, 1, 0, 0, lengthMultiple is 0"
  })
  void optionOutOfRangeIsAnErrorThatNamesIt(
      int batchSize, int poolBatches, int maxLength, int lengthMultiple, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BatchOptions(
                    batchSize,
                    poolBatches,
                    maxLength,
                    Truncation.KEEP_HEAD,
                    lengthMultiple,
                    OPTIONS.features(),
                    OPTIONS.labels()))
        .withMessageContaining(message);
  }

  @Test
  void lengthsAreRoundedUpToAMultiple() {
    List<LabelledSequence> two =
        List.of(
            new LabelledSequence(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 0),
            new LabelledSequence(new int[] {1, 2, 3}, 1));
    BucketIterator iterator =
        BucketIterator.evaluation(two, OPTIONS.withBatchSize(1).withLengthMultiple(4));

    DataSet three = iterator.next();
    DataSet nine = iterator.next();

    assertThat(three.getFeatures().shape()).containsExactly(1, 1, 4);
    assertThat(nine.getFeatures().shape()).containsExactly(1, 1, 12);
    assertThat(nine.getFeaturesMaskArray().sumNumber().intValue()).isEqualTo(9);
    assertThat(iterator.paddingShare()).isEqualTo(1 - 12.0 / 16); // 3 + 9 real of 4 + 12
  }

  /** The indices of the minibatches that are left in the epoch. */
  static List<int[]> takeEpoch(BucketIterator iterator) {
    List<int[]> minibatches = new ArrayList<>();
    while (iterator.hasNext()) {
      minibatches.add(BucketIterator.indicesOf(iterator.next()));
    }
    return minibatches;
  }

  private static List<List<Integer>> sortedMembers(List<int[]> minibatches) {
    return minibatches.stream().map(m -> Arrays.stream(m).sorted().boxed().toList()).toList();
  }
}
