package io.github.rnn4j.imdb.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.imdb.data.TextClasses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class NgramModelTest {

  private static final TextClasses THREE = new TextClasses(List.of("a", "b", "c"));

  /** The same words in each text; which of two comes first decides. */
  private static List<LabelledSequence> order(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new LabelledSequence(new int[] {2 + i % 2, 3 - i % 2, 4}, i % 2))
        .toList();
  }

  private static List<LabelledSequence> three(int count, int seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> new LabelledSequence(new int[] {5 + random.nextInt(9), 2 + i % 3, 5}, i % 3))
        .toList();
  }

  private static double[] predicted(NgramModel model, int... text) {
    return model.probabilities(List.of(text))[0];
  }

  private static byte[] written(NgramModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.writeTo(bytes);
    return bytes.toByteArray();
  }

  private static NgramModel read(byte[] content, TextClasses classes) throws IOException {
    return NgramModel.read(new ByteArrayInputStream(content), classes);
  }

  /** Two of the three n-grams of the text are known: (1 + 2) / sqrt(2) + 0.5. */
  @Test
  void scoreIsTheSumOfWeightsTimesValuePlusBias() {
    NgramModel model =
        new NgramModel(
            new NgramIndex(new long[] {2, 3, 5}), new float[][] {{1, 2, 100}}, new float[] {0.5f});

    double[] row = predicted(model, 2, 3);

    assertThat(row[1]).isCloseTo(1 / (1 + Math.exp(-(3 / Math.sqrt(2) + 0.5))), within(1e-12));
    assertThat(row[0]).isCloseTo(1 - row[1], within(1e-12));
    assertThat(predicted(model, 9)[1]).isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-12));
  }

  @Test
  void ofMoreClassesTheSigmoidsAreDividedByTheirSum() {
    NgramModel model =
        new NgramModel(
            new NgramIndex(new long[] {2}), new float[][] {{1}, {0}, {-1}}, new float[] {0, 0, 0});

    double[] each = {1 / (1 + Math.exp(-1)), 0.5, 1 / (1 + Math.exp(1))};

    assertThat(predicted(model, 2))
        .containsExactly(
            Arrays.stream(each).map(p -> p / 1.5).toArray(), within(1e-12)); // they sum to 1.5
  }

  /**
   * Of the text 2 3 2, the n-gram 2 (weight 1) occurs twice and 3 (weight 4) once; 2 3 (weight 6)
   * is shared by its two words. Each has the value 1 / sqrt(3).
   */
  @Test
  void tokensShareWhatTheirNgramsContribute() {
    NgramModel model =
        new NgramModel(
            new NgramIndex(new long[] {2, 3, (2L << 21) | 3}),
            new float[][] {{1, 4, 6}},
            new float[] {0.5f});
    double value = 1 / Math.sqrt(3);
    double[] expected = {value * (0.5 + 3), value * (4 + 3), value * 0.5};

    assertThat(model.contributions(new int[] {2, 3, 2}, 1, 0))
        .containsExactly(expected, within(1e-12));
    assertThat(model.contributions(new int[] {2, 3, 2}, 0, 1))
        .containsExactly(Arrays.stream(expected).map(x -> -x).toArray(), within(1e-12));
  }

  /** The sum of the contributions is the change of the log odds if all weights grow a little. */
  @Test
  void ofMoreClassesContributionsAreDerivatives() {
    int[] text = {2, 5, 9};
    NgramModel model = NgramModel.train(three(90, 1), three(30, 2), THREE);
    double sum = Arrays.stream(model.contributions(text, 0, 2)).sum();

    double step = 1e-3;
    double above = logOdds(scaled(model, 1 + step), text);
    double below = logOdds(scaled(model, 1 - step), text);

    assertThat(sum).isCloseTo((above - below) / (2 * step), within(1e-3 * Math.abs(sum)));
  }

  /** A copy with other weights but the same biases. */
  private static NgramModel scaled(NgramModel model, double factor) {
    float[][] weights = new float[model.weights().length][];
    for (int output = 0; output < weights.length; output++) {
      weights[output] = model.weights()[output].clone();
      for (int i = 0; i < weights[output].length; i++) {
        weights[output][i] *= (float) factor;
      }
    }
    return new NgramModel(model.index(), weights, model.biases());
  }

  private static double logOdds(NgramModel model, int... text) {
    double[] row = predicted(model, text);
    return Math.log(row[0] / row[2]);
  }

  @Test
  void seesTheOrderOfNeighbors() {
    NgramModel model = NgramModel.train(order(40), order(20), TextClasses.POLARITY);

    assertThat(predicted(model, 3, 2, 4)[1]).isGreaterThan(0.9);
    assertThat(predicted(model, 2, 3, 4)[1]).isLessThan(0.1);
  }

  @Test
  void tellsSeveralClassesApart() {
    NgramModel model = NgramModel.train(three(90, 1), three(30, 2), THREE);

    assertThat(three(30, 3))
        .allSatisfy(
            text -> assertThat(predicted(model, text.tokens())[text.label()]).isGreaterThan(0.8));
  }

  /** A trial run with one minibatch may have a single class. */
  @Test
  void aClassWithoutTextsIsImprobable() {
    List<LabelledSequence> two = three(60, 1).stream().filter(text -> text.label() < 2).toList();

    NgramModel model = NgramModel.train(two, two, THREE);

    assertThat(predicted(model, 2, 5)[2]).isLessThan(0.1);
  }

  @Test
  void isTheSameAfterReading() throws IOException {
    NgramModel model = NgramModel.train(three(90, 1), three(30, 2), THREE);

    NgramModel read = read(written(model), THREE);

    assertThat(read.size()).isEqualTo(model.size());
    for (LabelledSequence text : three(30, 3)) {
      assertThat(predicted(read, text.tokens())).isEqualTo(predicted(model, text.tokens()));
    }
  }

  @Test
  void damagedContentIsRefused() throws IOException {
    byte[] whole = written(NgramModel.train(order(40), order(20), TextClasses.POLARITY));

    assertThatThrownBy(() -> read(whole, THREE)).hasMessage("it has other classes");
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2), TextClasses.POLARITY))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(new byte[] {1, 2, 3}, TextClasses.POLARITY))
        .isInstanceOf(IOException.class);
  }

  @Test
  void contentThatClaimsTooMuchIsRefusedBeforeItIsRead() throws IOException {
    assertThatThrownBy(() -> read(packed(1, 1, Integer.MAX_VALUE), TextClasses.POLARITY))
        .hasMessage("it claims 2147483647 n-grams");
    assertThatThrownBy(() -> read(packed(1, 1, -1), TextClasses.POLARITY))
        .hasMessage("it claims -1 n-grams");
    assertThatThrownBy(() -> read(packed(7, 1, 0), TextClasses.POLARITY))
        .hasMessage("it has another format");
    assertThatThrownBy(() -> read(packed(1, 1, 2, 0, 9, 0, 3), TextClasses.POLARITY))
        .hasMessage("its n-grams are not in order");
    assertThatThrownBy(() -> read(packed(1, 1, 1, 0, 9, 0x7fc00000), TextClasses.POLARITY))
        .hasMessage("it has a weight that is not finite");
    assertThatThrownBy(() -> read(packed(1, 1, 1, 0, 9, 0, 0, 0), TextClasses.POLARITY))
        .hasMessage("it does not end where it should");
  }

  private static byte[] packed(int... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      for (int value : values) {
        out.writeInt(value);
      }
    }
    return bytes.toByteArray();
  }
}
