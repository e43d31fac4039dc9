package io.github.rnn4j.optimizer;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.kernel.AdamStep;
import io.github.rnn4j.kernel.choice.BackendChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/** The moments and the arithmetic of an Adam variant. */
final class AdamMoments implements GradientUpdater<AdamForm> {
  private static final String MEAN = "M";
  private static final String VARIANCE = "V";

  private final AdamForm config;
  private final AdamStep.Constants constants;
  private INDArray mean;
  private INDArray variance;
  private AdamStep step; // chosen at the first update

  AdamMoments(AdamForm config) {
    this.config = config;
    constants =
        new AdamStep.Constants(config.beta1(), config.beta2(), config.epsilon(), config.isLazy());
  }

  @Override
  public AdamForm getConfig() {
    return config;
  }

  @Override
  public void setState(Map<String, INDArray> state, boolean initialize) {
    if (!state.containsKey(MEAN) || !state.containsKey(VARIANCE)) {
      throw new IllegalStateException(
          "The updater state has the keys %s: it needs %s and %s"
              .formatted(state.keySet(), MEAN, VARIANCE));
    }
    mean = state.get(MEAN);
    variance = state.get(VARIANCE);
    if (initialize) {
      mean.assign(0);
      variance.assign(0);
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    Map<String, INDArray> state = new LinkedHashMap<>();
    state.put(MEAN, mean);
    state.put(VARIANCE, variance);
    return state;
  }

  @Override
  public void setStateViewArray(
      INDArray viewArray, long[] gradientShape, char gradientOrder, boolean initialize) {
    INDArray flat = viewArray.reshape(viewArray.length());
    if (initialize) {
      flat.assign(0);
    }
    long half = flat.length() / 2;
    mean = flat.get(interval(0, half));
    variance = flat.get(interval(half, 2 * half));
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    int t = iteration + 1;
    double rate =
        config.getLearningRate(iteration, epoch)
            * Math.sqrt(1 - Math.pow(config.beta2(), t))
            / (1 - Math.pow(config.beta1(), t));
    if (step == null) {
      step = BackendChoice.of(gradient.dataType()).adamStep(constants);
    }
    step.apply(gradient.reshape(gradient.length()), mean, variance, rate);
  }
}
