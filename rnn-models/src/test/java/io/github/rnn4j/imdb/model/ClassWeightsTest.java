package io.github.rnn4j.imdb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.imdb.Configs;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class ClassWeightsTest {

  private static final int V = 8;
  private static final ImdbConfig CONFIG =
      Configs.of(
          Configs.network(
              InputForm.EMBEDDING, Cell.LSTM, Direction.BIDIRECTIONAL, MergeMode.CONCAT, 1));

  private static LabelledSequence text(int label, int... tokens) {
    return new LabelledSequence(tokens, label);
  }

  /** The gradient of a weighted minibatch is the weighted sum of those of its texts. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theGradientOfEachTextIsMultipliedByItsWeight(int size) {
    TextClasses classes = new TextClasses(List.of("a", "b", "c").subList(0, size));
    TextClasses balanced = classes.balanced(size == 2 ? new long[] {3, 1} : new long[] {1, 1, 2});
    List<LabelledSequence> texts =
        List.of(text(0, 2, 3, 4), text(0, 5, 3, 2), text(0, 3, 3, 7), text(size - 1, 6, 2, 4));
    ComputationGraph weighted = ImdbNetwork.build(CONFIG, V, balanced);
    ComputationGraph plain = ImdbNetwork.build(CONFIG, V, classes); // with the same initial weights

    INDArray gradient = gradient(weighted, texts, classes);

    INDArray sum = gradient.like();
    double loss = 0;
    for (LabelledSequence each : texts) {
      double weight = balanced.weights().get(each.label());
      sum.addi(gradient(plain, List.of(each), classes).mul(weight));
      loss += plain.score() * weight / texts.size();
    }
    assertThat(gradient.toDoubleVector()).containsExactly(sum.toDoubleVector(), within(1e-6));
    assertThat(weighted.score()).isCloseTo(loss, within(1e-6));
  }

  private static INDArray gradient(
      ComputationGraph network, List<LabelledSequence> texts, TextClasses classes) {
    DataSet minibatch =
        BucketIterator.evaluation(
                texts,
                BatchOptions.of(InputForm.EMBEDDING.encoding(V)).withLabels(classes.encoding()))
            .next();
    network.setInputs(minibatch.getFeatures());
    network.setLabels(minibatch.getLabels());
    network.setLayerMaskArrays(new INDArray[] {minibatch.getFeaturesMaskArray()}, null);
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }

  @Test
  void aRareClassCountsAsMuchAsAFrequentOne() {
    List<Double> weights = TextClasses.POLARITY.balanced(new long[] {100, 1}).weights();

    assertThat(weights.get(0) * 100).isCloseTo(weights.get(1), within(1e-12));
    assertThat(weights.get(0) * 100 + weights.get(1)).isCloseTo(101, within(1e-9));
  }
}
