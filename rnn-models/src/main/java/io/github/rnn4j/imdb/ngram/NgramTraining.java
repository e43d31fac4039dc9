package io.github.rnn4j.imdb.ngram;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.metric.ClassMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Trains an {@link NgramModel}: n-grams that occur in at least two texts, and of these the most
 * frequent ones. The regularization parameter {@code C} is chosen from 1,000, 100 and 10 by the
 * lowest validation loss; a smaller one is tried only if the one before was an improvement.
 */
final class NgramTraining {

  private static final int LEAST = 2;
  private static final double[] CANDIDATES = {1000, 100, 10};
  private static final double TOLERANCE = 0.01;
  private static final long BYTES = 32; // of a feature and the reference to it

  private final TextClasses classes;
  private final NgramIndex index;
  private final int[][] texts; // columns
  private final int[] labels;
  private final int[][] validation; // columns
  private final int[] validationLabels;
  private double chosen = Double.NaN;

  NgramTraining(
      List<LabelledSequence> train, List<LabelledSequence> validation, TextClasses classes) {
    Linear.disableDebugOutput();
    this.classes = classes;
    int most = Math.min(NgramModel.MOST_NGRAMS, NgramModel.MOST_WEIGHTS / classes.outputs());
    this.index = NgramIndex.of(train.stream().map(LabelledSequence::tokens).toList(), LEAST, most);
    this.texts = columns(train);
    this.labels = labels(train);
    this.validation = columns(validation);
    this.validationLabels = labels(validation);
  }

  private int[][] columns(List<LabelledSequence> sequences) {
    return sequences.parallelStream()
        .map(text -> index.columns(text.tokens()))
        .toArray(int[][]::new);
  }

  private static int[] labels(List<LabelledSequence> sequences) {
    return sequences.stream().mapToInt(LabelledSequence::label).toArray();
  }

  /** Returns the inverse strength of the regularization of the best model, if it was chosen. */
  double chosen() {
    return chosen;
  }

  NgramModel best() {
    NgramModel best = null;
    double lowest = Double.POSITIVE_INFINITY;
    for (double c : CANDIDATES) {
      NgramModel candidate = train(c);
      double loss = loss(candidate);
      if (best != null && !(loss < lowest)) {
        break;
      }
      best = candidate;
      chosen = c;
      lowest = loss;
    }
    return best;
  }

  private double loss(NgramModel model) {
    return ClassMetrics.of(
            Arrays.stream(validation).map(model::probabilities).toArray(double[][]::new),
            validationLabels)
        .logLoss();
  }

  NgramModel train(double c) {
    float[][] weights = new float[classes.outputs()][];
    float[] biases = new float[classes.outputs()];
    ForkJoinPool threads = new ForkJoinPool(threads(weights.length));
    try { // each output is trained by one thread, so the results do not depend on their number
      threads
          .submit(
              () ->
                  IntStream.range(0, weights.length)
                      .parallel()
                      .forEach(output -> weights[output] = train(output, c, biases)))
          .join();
    } finally {
      threads.shutdown();
    }
    return new NgramModel(index, weights, biases);
  }

  /** The number of threads whose features take at most a third of the heap. */
  private int threads(int outputs) {
    long features = Arrays.stream(texts).mapToLong(text -> text.length + 1).sum();
    long fitting = Runtime.getRuntime().maxMemory() / 3 / Math.max(1, features * BYTES);
    long cores = Math.min(outputs, Runtime.getRuntime().availableProcessors());
    return (int) Math.max(1, Math.min(fitting, cores));
  }

  /** Trains one output, sets its bias, and returns its weights. */
  private float[] train(int output, double c, float[] biases) {
    int label = classes.isBinary() ? 1 : output;
    double[] ratios = LogCountRatio.of(texts, labels, label, index.size());
    int inside = (int) Arrays.stream(labels).filter(each -> each == label).count();
    if (inside == 0 || inside == labels.length) { // nothing to tell apart, as in a trial run
      biases[output] = (float) Math.log((1.0 + inside) / (1.0 + labels.length - inside));
      return new float[index.size()];
    }
    Problem problem = new Problem();
    problem.l = texts.length;
    problem.n = index.size() + 1; // Features are numbered from 1; the last one is constant.
    problem.bias = -1; // The library adds no constant feature.
    problem.x = Arrays.stream(texts).map(text -> features(text, ratios)).toArray(Feature[][]::new);
    problem.y = Arrays.stream(labels).mapToDouble(each -> each == label ? 1 : 0).toArray();
    Model model = Linear.train(problem, new Parameter(SolverType.L2R_LR, c, TOLERANCE));
    double[] learned = model.getFeatureWeights();
    double sign = model.getLabels()[0] == 1 ? 1 : -1; // the class that occurs first is positive
    biases[output] = (float) (sign * learned[index.size()]);
    float[] weights = new float[index.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (sign * learned[i] * ratios[i]);
    }
    return weights;
  }

  private Feature[] features(int[] columns, double[] ratios) {
    double value = NgramModel.value(columns);
    Feature[] features = new Feature[columns.length + 1];
    for (int i = 0; i < columns.length; i++) {
      features[i] = new FeatureNode(columns[i] + 1, value * ratios[columns[i]]);
    }
    features[columns.length] = new FeatureNode(index.size() + 1, 1);
    return features;
  }
}
