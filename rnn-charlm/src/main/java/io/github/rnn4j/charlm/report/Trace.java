package io.github.rnn4j.charlm.report;

import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.text.Vocabulary;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The surprise and the units of a network while it reads a text, token by token. */
public final class Trace {

  private final List<String> tokens;
  private final double[] bits;
  private final float[][] units;

  public Trace(List<String> tokens, double[] bits, float[][] units) {
    this.tokens = List.copyOf(tokens);
    this.bits = bits;
    this.units = units;
  }

  /** Reads a text from the zero state. */
  public static Trace of(
      CharlmConfig config, Vocabulary vocabulary, MultiLayerNetwork network, int[] text) {
    FeatureEncoding encoding = LanguageNetwork.features(config, vocabulary.size());
    double[] bits = new double[text.length];
    float[][] units = new float[text.length][];
    bits[0] = Double.NaN;
    network.rnnClearPreviousState();
    for (int t = 0; t < text.length; t++) {
      INDArray output =
          network.rnnTimeStep(encoding.encode(new int[][] {{text[t]}}, 1)); // [1, V, 1]
      units[t] = units(network);
      if (t + 1 < text.length) {
        float p = output.getFloat(0, text[t + 1], 0);
        bits[t + 1] = -Math.log(Math.max(p, Float.MIN_VALUE)) / Math.log(2);
      }
    }
    network.rnnClearPreviousState();
    return new Trace(vocabulary.decode(text), bits, units);
  }

  private static float[] units(MultiLayerNetwork network) {
    Map<String, INDArray> state = network.rnnGetPreviousState(network.getnLayers() - 2);
    INDArray cell = state.get(PackedRecurrentLayer.CELL_STATE);
    float[] values =
        (cell == null ? state.get(PackedRecurrentLayer.HIDDEN_STATE) : cell).toFloatMatrix()[0];
    if (cell != null) {
      for (int h = 0; h < values.length; h++) {
        values[h] = (float) Math.tanh(values[h]);
      }
    }
    return values;
  }

  /** Returns the tokens, [T]. */
  public List<String> tokens() {
    return tokens;
  }

  /**
   * Returns the surprise {@code -log2 p} of each token, [T]; NaN for the first, which is not
   * predicted.
   */
  public double[] bits() {
    return bits;
  }

  /**
   * Returns the units of the top recurrent layer after each token, [T][H]: the hyperbolic tangent
   * of the cell state of an LSTM; the hidden state of the other cells, or the output if that is
   * what the cell feeds back. From -1 to 1, except for Elman cells with an activation without such
   * limits and for outputs.
   */
  float[][] units() {
    return units;
  }

  /** Returns the values of one unit over the text, [T]. */
  double[] unit(int unit) {
    double[] values = new double[units.length];
    for (int t = 0; t < values.length; t++) {
      values[t] = units[t][unit];
    }
    return values;
  }

  public int unitCount() {
    return units[0].length;
  }
}
