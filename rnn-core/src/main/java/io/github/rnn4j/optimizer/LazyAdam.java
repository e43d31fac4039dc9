package io.github.rnn4j.optimizer;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adam that skips weights without a gradient: for embeddings, where a minibatch uses only a few
 * rows of a large table (D. Kingma, J. Ba, 2014, <a href="https://arxiv.org/abs/1412.6980">Adam: A
 * Method for Stochastic Optimization</a>; the lazy form is PyTorch's {@code SparseAdam}).
 *
 * <p>For entries with a gradient {@code g != 0}, in update {@code t = 1, 2, ...}:
 *
 * <pre>{@code
 * m = b1 m + (1 - b1) g        v = b2 v + (1 - b2) g^2
 * w = w - a sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) + e)
 * }</pre>
 *
 * <p>Where {@code g} is 0, the weight and its moments do not change. {@code Adam}, by contrast,
 * lets the moments decay and keeps moving such weights. {@code t} counts the updates of the
 * network. With l2 regularization every entry has a gradient, and nothing is saved.
 *
 * <p>For layers that use every weight in each minibatch, {@link FusedAdam} is faster.
 */
public final class LazyAdam extends AdamForm {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an updater with the usual constants 0.9, 0.999 and 1e-8.
   *
   * @param learningRate {@code a}, above 0; usually 0.001
   * @throws IllegalArgumentException if it is not above 0
   */
  public LazyAdam(double learningRate) {
    this(learningRate, null, MEAN_DECAY, VARIANCE_DECAY, EPSILON);
  }

  /**
   * Creates an updater with a learning-rate schedule and the usual constants.
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
   * Creates an updater with the given settings.
   *
   * @param learningRate {@code a}, above 0; not used if there is a schedule
   * @param learningRateSchedule the learning rate by iteration or epoch; may be null
   * @param beta1 decay {@code b1} of the mean, at least 0 and below 1
   * @param beta2 decay {@code b2} of the variance, at least 0 and below 1
   * @param epsilon {@code e}, above 0
   * @throws IllegalArgumentException if a value is out of range
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
