package io.github.rnn4j.layer;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
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
 * <p>Not for layers whose every weight is used in each minibatch: there it is Adam, and slower.
 */
public final class LazyAdam implements IUpdater {
  private static final long serialVersionUID = 1L;

  private static final double MEAN_DECAY = 0.9;
  private static final double VARIANCE_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private double learningRate;
  private ISchedule learningRateSchedule;
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  /**
   * With the usual constants 0.9, 0.999 and 1e-8.
   *
   * @param learningRate {@code a}, above 0; usual 0.001
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
    if (learningRateSchedule == null && !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "Learning rate is " + learningRate + ": it must be above 0");
    }
    checkDecay("beta1", beta1);
    checkDecay("beta2", beta2);
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon is " + epsilon + ": it must be above 0");
    }
    this.learningRate = learningRate;
    this.learningRateSchedule = learningRateSchedule;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  private static void checkDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s is %s: it must be 0 or more, and below 1".formatted(name, value));
    }
  }

  double beta1() {
    return beta1;
  }

  double beta2() {
    return beta2;
  }

  double epsilon() {
    return epsilon;
  }

  @Override
  public long stateSize(long numParams) {
    return 2 * numParams;
  }

  @Override
  public GradientUpdater<LazyAdam> instantiate(INDArray viewArray, boolean initializeViewArray) {
    LazyAdamUpdater updater = new LazyAdamUpdater(this);
    long[] shape = {viewArray.length() / 2};
    updater.setStateViewArray(viewArray, shape, viewArray.ordering(), initializeViewArray);
    return updater;
  }

  @Override
  public GradientUpdater<LazyAdam> instantiate(
      Map<String, INDArray> updaterState, boolean initializeStateArrays) {
    LazyAdamUpdater updater = new LazyAdamUpdater(this);
    updater.setState(updaterState, initializeStateArrays);
    return updater;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRateSchedule == null
        ? learningRate
        : learningRateSchedule.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double lr, ISchedule lrSchedule) {
    learningRate = lr;
    learningRateSchedule = lrSchedule;
  }

  @Override
  public LazyAdam clone() {
    return new LazyAdam(learningRate, learningRateSchedule, beta1, beta2, epsilon);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LazyAdam adam
        && Double.compare(learningRate, adam.learningRate) == 0
        && Objects.equals(learningRateSchedule, adam.learningRateSchedule)
        && beta1 == adam.beta1
        && beta2 == adam.beta2
        && epsilon == adam.epsilon;
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, learningRateSchedule, beta1, beta2, epsilon);
  }
}
