package io.github.rnn4j.stateful;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.stateful.TokenSearch.Candidate;
import io.github.rnn4j.stateful.TokenSearch.Limits;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks whose next token depends only on the last one, with given probabilities. */
class TokenSearchTest {

  private static final int BEGIN = 0;
  private static final int END = 1;
  private static final int A = 2;
  private static final int B = 3;

  /** The best first token is not the beginning of the best sequence. */
  private static final double[][] MISLEADING = {
    {0, 0, 0.6, 0.4}, // after the beginning: a or b
    {0, 1, 0, 0},
    {0, 0.5, 0.25, 0.25}, // a may go on
    {0, 0.9, 0.05, 0.05}, // b nearly always ends
  };

  private static final double[][] ALIKE = {
    {0, 0.4, 0.3, 0.3}, {0, 0.4, 0.3, 0.3}, {0, 0.4, 0.3, 0.3}, {0, 0.4, 0.3, 0.3}
  };

  /** A network that predicts row {@code i} of the probabilities after token {@code i}. */
  private static StepwiseNetwork network(double[][] probabilities) {
    int tokens = probabilities.length;
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new PackedElman.Builder().nIn(tokens).nOut(tokens).build())
                .layer(
                    new SequenceOutput.Builder(LossFunction.MCXENT)
                        .nIn(tokens)
                        .nOut(tokens)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    network.params().assign(0);
    network.getLayer(0).getParam("W").assign(Nd4j.eye(tokens).mul(20)); // tanh(20) is 1
    INDArray logits = network.getLayer(1).getParam("W");
    for (int i = 0; i < tokens; i++) {
      for (int j = 0; j < tokens; j++) {
        double log = probabilities[i][j] == 0 ? -200 : Math.log(probabilities[i][j]); // exp: 0
        logits.putScalar(i, j, log);
      }
    }
    return StepwiseNetwork.of(network);
  }

  private static List<Candidate> beam(double[][] probabilities, Limits limits, int width) {
    StepwiseNetwork network = network(probabilities);
    return TokenSearch.beam(network, network.start(), limits, width);
  }

  @Test
  void beamFindsABetterSequenceThanTheGreedyWay() {
    Limits limits = new Limits(BEGIN, END, 10);
    StepwiseNetwork network = network(MISLEADING);

    assertThat(TokenSearch.greedy(network, network.start(), limits)).containsExactly(A);
    Candidate best = beam(MISLEADING, limits, 2).get(0);
    assertThat(best.tokens()).containsExactly(B);
    assertThat(best.ended()).isTrue();
    assertThat(best.logProbability()).isCloseTo(Math.log(0.4 * 0.9), within(1e-5));
    assertThat(best.perToken()).isCloseTo(Math.log(0.4 * 0.9) / 2, within(1e-5));
  }

  @Test
  void sequenceThatIsCutOffHasOneTokenLess() {
    List<Candidate> found = beam(ALIKE, new Limits(BEGIN, END, 1), 2);

    assertThat(found.get(0).tokens()).isEmpty();
    assertThat(found.get(0).ended()).isTrue();
    assertThat(found.get(0).perToken()).isCloseTo(Math.log(0.4), within(1e-5));
    assertThat(found.get(1).tokens()).containsExactly(A);
    assertThat(found.get(1).ended()).isFalse();
    assertThat(found.get(1).perToken()).isCloseTo(Math.log(0.3), within(1e-5));
  }

  @Test
  void oneTokenCanBothBeginAndEndASequence() {
    double[][] lines = {{0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}, {1, 0, 0, 0}};

    assertThat(beam(lines, new Limits(0, 0, 10), 1).get(0).tokens()).containsExactly(A);
  }

  @Test
  void searchEndsWhereNoTokenMayFollow() {
    double[][] onlyBegin = {{1, 0, 0, 0}, {1, 0, 0, 0}, {1, 0, 0, 0}, {1, 0, 0, 0}};
    onlyBegin[BEGIN] = new double[] {0, 0, 1, 0};

    List<Candidate> found = beam(onlyBegin, new Limits(BEGIN, END, 10), 1);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).ended()).isFalse();
  }

  @Test
  void tokensOutOfRangeAreRefused() {
    assertThatThrownBy(() -> beam(ALIKE, new Limits(BEGIN, 4, 5), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The token for the end is 4: it must be from 0 to 3");
    assertThatThrownBy(() -> beam(ALIKE, new Limits(BEGIN, -1, 5), 1))
        .hasMessage("The token for the end is -1: it must be from 0 to 3");
    assertThatThrownBy(() -> beam(ALIKE, new Limits(9, END, 5), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Token is 9");
  }

  @Test
  void networkThatDivergedIsRefused() {
    double[][] nan = {{Double.NaN, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}};

    assertThatThrownBy(() -> beam(nan, new Limits(BEGIN, END, 5), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is NaN");
  }
}
