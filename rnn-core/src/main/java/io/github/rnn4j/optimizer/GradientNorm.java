package io.github.rnn4j.optimizer;

import io.github.rnn4j.kernel.SquaredNorm;
import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.layer.output.TiedWeights;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures the Euclidean norm of a network's gradient in every update, over all parameters
 * together, and can clip it (R. Pascanu, T. Mikolov, Y. Bengio, 2013, <a
 * href="https://arxiv.org/abs/1211.5063">On the difficulty of training recurrent neural
 * networks</a>, algorithm 1). Deeplearning4j can clip the norm of each layer or parameter, but not
 * that of all parameters.
 *
 * <pre>{@code
 * GradientNorm norm = GradientNorm.clippedAt(5);
 * network.addListeners(norm); // after TiedWeights.tie
 * network.fit(minibatch);
 * norm.latest(); // before clipping
 * }</pre>
 *
 * <p>The gradient is that of the loss as {@code score()} defines it: the mean over the sequences of
 * a minibatch, summed over the steps of a sequence. Deeplearning4j calls its listeners before it
 * divides the gradient by the size of the minibatch; this class takes that into account. It adds
 * the gradient of L1 and L2 penalties later, after clipping, so the norm does not contain them.
 * Matrices shared by {@link TiedWeights} count once.
 *
 * <p>Not for networks with batch normalization: Deeplearning4j stores its running means and
 * variances between the gradients.
 */
public final class GradientNorm extends BaseTrainingListener {

  private final double threshold;
  private INDArray view; // of all gradients, the same in every update
  private INDArray flat;
  private SquaredNorm squaredNorm;
  private SquaredNorm squaredNormOfCopy; // of tied weights
  private double latest = Double.NaN;

  private GradientNorm(double threshold) {
    this.threshold = threshold;
  }

  /**
   * Creates a listener that only measures.
   *
   * @return the listener, for one network
   */
  public static GradientNorm measured() {
    return new GradientNorm(Double.POSITIVE_INFINITY);
  }

  /**
   * Creates a listener that also clips: if the norm is above the threshold, the whole gradient is
   * multiplied by {@code threshold / norm}, which keeps its direction.
   *
   * @param threshold maximum norm, above 0
   * @return the listener, for one network
   * @throws IllegalArgumentException if the threshold is not above 0
   */
  public static GradientNorm clippedAt(double threshold) {
    if (!(threshold > 0)) {
      throw new IllegalArgumentException("threshold is " + threshold + ": it must be above 0");
    }
    return new GradientNorm(threshold);
  }

  /**
   * Returns the norm in the latest update.
   *
   * @return the norm before clipping; NaN before the first update
   */
  public double latest() {
    return latest;
  }

  @Override
  public void onGradientCalculation(Model model) {
    measure(model, model.batchSize());
  }

  /**
   * Measures, and may clip, a gradient that was not computed by the network itself but put into its
   * array of gradients, such as the sum of the gradients of several networks.
   *
   * @param model the network with the gradient: the sum over the sequences
   * @param sequences the number of sequences
   */
  public void measure(Model model, int sequences) {
    INDArray gradient = model.getGradientsViewArray();
    if (gradient != view) {
      view = gradient;
      flat = flat(gradient);
      squaredNorm = BackendChoice.of(gradient.dataType()).squaredNorm();
      squaredNormOfCopy = BackendChoice.of(gradient.dataType()).squaredNorm();
    }
    double squares = squaredNorm.of(flat);
    INDArray copy = TiedWeights.gradientOfCopy(model);
    if (copy != null) {
      squares = Math.max(0, squares - squaredNormOfCopy.of(flat(copy)));
    }
    // what Deeplearning4j will divide the gradient by, after its listeners were called
    int divisor = model.conf().isMiniBatch() ? sequences : 1;
    latest = Math.sqrt(squares) / divisor;
    if (latest > threshold) {
      gradient.muli(threshold / latest);
    }
  }

  private static INDArray flat(INDArray view) {
    return view.reshape('f', new long[] {view.length()}); // with a plain length, 'f' would be one
  }
}
