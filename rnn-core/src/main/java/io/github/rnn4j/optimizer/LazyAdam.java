package io.github.rnn4j.optimizer;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adam that leaves alone what has no gradient: for embeddings, where a minibatch uses few rows of a
 * large table (D. Kingma, J. Ba, 2014, <a href="https://arxiv.org/abs/1412.6980">Adam: A Method for
 * Stochastic Optimization</a>; the lazy form is PyTorch's {@code SparseAdam}).
 *
 * <p>For entries with a gradient {@code g != 0}, in update {@code t = 1, 2, ...}:
 *
 * <pre>{@code
 * m = b1 m + (1 - b1) g        v = b2 v + (1 - b2) g^2
 * w = w - a sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) + e)
 * }</pre>
 *
 * <p>Where {@code g} is 0, weight and moments stay as they are. That is the difference from {@code
 * Adam}, which lets the moments decay and moves such weights on. {@code t} counts the updates of
 * the network. With l2 regularization every entry has a gradient, and nothing is saved.
 *
 * <p>Not for layers whose every weight is used in each minibatch: there {@link FusedAdam} is
 * quicker.
 */
public final class LazyAdam extends AdamForm {
  private static final long serialVersionUID = 1L;

  /**
   * With the usual constants 0.9, 0.999 and 1e-8.
   *
   * @param learningRate {@code a}, above 0; usual 0.001
   * @throws IllegalArgumentException if it is not above 0
   */
  public LazyAdam(double learningRate) {
    this(learningRate, null, MEAN_DECAY, VARIANCE_DECAY, EPSILON);
  }

  /**
   * With a schedule, and the usual constants.
   *
   * @param schedule the learning rate by iteration or epoch
   */
  public LazyAdam(ISchedule schedule) {
    this(
        Double.NaN,
        Objects.requireNonNull(schedule, "schedule"),
        MEAN_DECAY,
        VARIANCE_DECAY,
        EPSILON);
  }

  /**
   * Sets everything.
   *
   * @param learningRate {@code a}, above 0; not used where there is a schedule
   * @param learningRateSchedule the learning rate by iteration or epoch; may be null
   * @param beta1 decay {@code b1} of the mean, 0 or more, below 1
   * @param beta2 decay {@code b2} of the variance, 0 or more, below 1
   * @param epsilon {@code e}, above 0
   * @throws IllegalArgumentException if a number is outside its range
   */
  public LazyAdam(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("learningRateSchedule") ISchedule learningRateSchedule,
      @JsonProperty("beta1") double beta1,
      @JsonProperty("beta2") double beta2,
      @JsonProperty("epsilon") double epsilon) {
    super(learningRate, learningRateSchedule, beta1, beta2, epsilon);
  }

  @Override
  boolean isLazy() {
    return true;
  }

  @Override
  public LazyAdam clone() {
    return new LazyAdam(rate(), schedule(), beta1(), beta2(), epsilon());
  }
}
