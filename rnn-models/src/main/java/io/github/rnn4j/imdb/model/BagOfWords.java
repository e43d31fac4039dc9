package io.github.rnn4j.imdb.model;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.imdb.config.DataConfig;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The bag-of-words baseline: logistic regression on the set of words in a review. A network that
 * learns from word order has to beat it.
 *
 * <p>More than two classes are learned one against the rest. A text is the set of its known words,
 * as a vector of length 1. The regularization parameter {@code C} is chosen from 0.1, 1, 10 and 100
 * by the lowest validation loss. Solver: R.-E. Fan, K.-W. Chang, C.-J. Hsieh, X.-R. Wang, C.-J. Lin
 * (2008), <cite>LIBLINEAR: A Library for Large Linear Classification</cite>, Journal of Machine
 * Learning Research 9, <a
 * href="https://www.jmlr.org/papers/v9/fan08a.html">jmlr.org/papers/v9/fan08a.html</a>, in the Java
 * version by B. Waldvogel.
 */
public final class BagOfWords {

  private static final double[] CANDIDATES = {0.1, 1, 10, 100};
  private static final double TOLERANCE = 1e-4;

  private final Model model;
  private final int vocabularySize;
  private final int classes;

  private BagOfWords(Model model, int vocabularySize, int classes) {
    this.vocabularySize = vocabularySize;
    this.model = model;
    this.classes = classes;
  }

  /** Trains on {@code train}; {@code validation} chooses the strength of the regularization. */
  public static BagOfWords train(
      List<LabelledSequence> train,
      List<LabelledSequence> validation,
      int vocabularySize,
      int classes) {
    Linear.disableDebugOutput();
    Problem problem = new Problem();
    problem.l = train.size();
    problem.n = vocabularySize; // Features are numbered from 1; the last one is constant.
    problem.bias = -1; // The library adds no constant feature.
    problem.x = train.stream().map(r -> words(r, vocabularySize)).toArray(Feature[][]::new);
    problem.y = train.stream().mapToDouble(LabelledSequence::label).toArray();
    return Arrays.stream(CANDIDATES)
        .parallel() // each candidate is trained by one thread, so the results do not depend on it
        .mapToObj(
            c ->
                new BagOfWords(
                    Linear.train(problem, new Parameter(SolverType.L2R_LR, c, TOLERANCE)),
                    vocabularySize,
                    classes))
        .min(Comparator.comparingDouble(candidate -> candidate.measure(validation).logLoss()))
        .orElseThrow();
  }

  public Evaluation measure(List<LabelledSequence> sequences) {
    return Evaluation.of(
        sequences.stream().map(this::probabilities).toArray(double[][]::new),
        sequences.stream().mapToInt(LabelledSequence::label).toArray());
  }

  private double[] probabilities(LabelledSequence text) {
    double[] columns = new double[model.getNrClass()];
    Linear.predictProbability(model, words(text, vocabularySize), columns);
    double[] probabilities = new double[classes];
    int[] labels = model.getLabels();
    for (int column = 0; column < labels.length; column++) {
      probabilities[labels[column]] = columns[column];
    }
    return probabilities;
  }

  /** The distinct known words of a review, all with the same weight, and the constant feature. */
  private static Feature[] words(LabelledSequence review, int vocabularySize) {
    int[] words =
        IntStream.of(review.tokens())
            .filter(index -> index >= DataConfig.SPECIALS.size())
            .distinct()
            .sorted()
            .toArray();
    double weight = 1 / Math.sqrt(Math.max(1, words.length));
    return Stream.concat(
            IntStream.of(words).mapToObj(index -> new FeatureNode(index, weight)),
            Stream.of(new FeatureNode(vocabularySize, 1)))
        .toArray(Feature[]::new);
  }
}
