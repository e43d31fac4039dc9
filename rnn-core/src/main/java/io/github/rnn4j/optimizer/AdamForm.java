package io.github.rnn4j.optimizer;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** The common part of the Adam variants: constants, learning rate and state. */
abstract class AdamForm implements IUpdater {
  private static final long serialVersionUID = 1L;

  static final double MEAN_DECAY = 0.9;
  static final double VARIANCE_DECAY = 0.999;
  static final double EPSILON = 1e-8;

  private double learningRate;
  private ISchedule learningRateSchedule;
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  /**
   * Sets all values.
   *
   * @param learningRate {@code a}, above 0; not used if there is a schedule
   * @param learningRateSchedule the learning rate by iteration or epoch; may be null
   * @param beta1 decay {@code b1} of the mean, at least 0 and below 1
   * @param beta2 decay {@code b2} of the variance, at least 0 and below 1
   * @param epsilon {@code e}, above 0
   * @throws IllegalArgumentException if a value is out of range
   */
  AdamForm(
      double learningRate,
      ISchedule learningRateSchedule,
      double beta1,
      double beta2,
      double epsilon) {
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
          "%s is %s: it must be at least 0 and below 1".formatted(name, value));
    }
  }

  /** Whether entries without a gradient stay unchanged. */
  abstract boolean isLazy();

  ISchedule schedule() {
    return learningRateSchedule;
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
  public GradientUpdater<AdamForm> instantiate(INDArray viewArray, boolean initializeViewArray) {
    AdamMoments updater = new AdamMoments(this);
    long[] shape = {viewArray.length() / 2};
    updater.setStateViewArray(viewArray, shape, viewArray.ordering(), initializeViewArray);
    return updater;
  }

  @Override
  public GradientUpdater<AdamForm> instantiate(
      Map<String, INDArray> updaterState, boolean initializeStateArrays) {
    AdamMoments updater = new AdamMoments(this);
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
  public abstract AdamForm clone();

  double rate() {
    return learningRate;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdamForm adam
        && adam.getClass() == getClass()
        && Double.compare(learningRate, adam.learningRate) == 0
        && Objects.equals(learningRateSchedule, adam.learningRateSchedule)
        && beta1 == adam.beta1
        && beta2 == adam.beta2
        && epsilon == adam.epsilon;
  }

  @Override
  public int hashCode() {
    return Objects.hash(isLazy(), learningRate, learningRateSchedule, beta1, beta2, epsilon);
  }
}
