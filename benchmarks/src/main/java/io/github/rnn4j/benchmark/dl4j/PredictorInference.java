package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Minibatch;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.stateful.SequencePredictor;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Runs predictions with a {@link SequencePredictor}. */
final class PredictorInference implements Session {
  private final long parameters;
  private final SequencePredictor predictor;
  private final int[][] tokens; // empty if the input is features
  private final float[][][] features;

  PredictorInference(MultiLayerNetwork network, Assignment assignment) {
    parameters = NetworkWeights.count(network);
    predictor = SequencePredictor.of(network);
    Minibatch minibatch = assignment.minibatches().get(0);
    boolean readsTokens = assignment.work().network().readsTokens();
    tokens = readsTokens ? tokens(minibatch) : new int[0][];
    features =
        readsTokens ? new float[0][][] : features(minibatch, assignment.work().network().inputs());
  }

  private static int[][] tokens(Minibatch minibatch) {
    int[][] tokens = new int[minibatch.size()][];
    for (int b = 0; b < tokens.length; b++) {
      int from = b * minibatch.steps();
      tokens[b] = Arrays.copyOfRange(minibatch.tokens(), from, from + minibatch.lengths()[b]);
    }
    return tokens;
  }

  private static float[][][] features(Minibatch minibatch, int size) {
    float[][][] features = new float[minibatch.size()][][];
    for (int b = 0; b < features.length; b++) {
      features[b] = new float[minibatch.lengths()[b]][];
      for (int t = 0; t < features[b].length; t++) {
        int from = (b * minibatch.steps() + t) * size;
        features[b][t] = Arrays.copyOfRange(minibatch.inputs(), from, from + size);
      }
    }
    return features;
  }

  @Override
  public long parameters() {
    return parameters;
  }

  @Override
  public double step() {
    return predictor.yieldsSteps() ? mean(steps()) : mean(new float[][][] {rows()});
  }

  private float[][] rows() {
    return tokens.length > 0 ? predictor.predict(tokens) : predictor.predict(features);
  }

  private float[][][] steps() {
    return tokens.length > 0 ? predictor.predictSteps(tokens) : predictor.predictSteps(features);
  }

  private static double mean(float[][][] outputs) {
    double sum = 0;
    long count = 0;
    for (float[][] sequence : outputs) {
      for (float[] row : sequence) {
        count += row.length;
        for (float value : row) {
          sum += value;
        }
      }
    }
    return sum / count;
  }

  @Override
  public void close() {
    // Java frees the arrays with their objects
  }
}
