package io.github.rnn4j.layer.samediff;

import io.github.rnn4j.layer.parameter.CellParameter;
import io.github.rnn4j.layer.runtime.PassInputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.NameScope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A cell unrolled over a fixed number of time steps, as a SameDiff graph. The batch size is free.
 *
 * <p>Every input is a placeholder, including the parameters: they may be views of the network's
 * parameter vector, or copies with weight noise. The loss of the graph is {@code sum(output *
 * epsilon)}; its gradients are the ones that backpropagation needs. (Deeplearning4j's own {@code
 * ExternalErrorsFunction} yields twice their value in 1.0.0-M2.1.)
 */
final class UnrolledGraph {
  private static final String INPUT = "input";
  private static final String MASK = "mask";
  private static final String EPSILON = "epsilon";
  private static final String STATE_PREFIX = "state/";
  private static final String PARAMETER_PREFIX = "parameter/";

  private final SameDiff sd = SameDiff.create();
  private final List<String> differentiated = new ArrayList<>();
  private final Map<String, String> lastState = new LinkedHashMap<>();
  private final String output;

  /** The result of a forward pass: activations {@code [B, nOut, T]} and the last state. */
  record Forward(INDArray output, Map<String, INDArray> lastState) {}

  /**
   * The gradients with respect to the input {@code [B, nIn, T]}, each parameter and the initial
   * state.
   */
  record Backward(
      INDArray input, Map<String, INDArray> parameters, Map<String, INDArray> initialState) {}

  UnrolledGraph(SameDiffRecurrentLayer cell, DataType type, int steps, boolean masked) {
    SDVariable input = sd.placeHolder(INPUT, type, -1, cell.getNIn(), steps);
    SDVariable[] x = sd.unstack(input, 2, steps); // T times [B, C]
    SDVariable[] mask =
        masked ? sd.unstack(sd.placeHolder(MASK, type, -1, 1, steps), 2, steps) : null; // [B, 1]
    Map<String, SDVariable> parameters = new LinkedHashMap<>();
    for (CellParameter parameter : cell.cellParameters().list()) {
      String key = parameter.key();
      parameters.put(key, sd.placeHolder(PARAMETER_PREFIX + key, type, parameter.shape()));
    }
    Map<String, SDVariable> state = new LinkedHashMap<>();
    cell.stateSizes()
        .forEach((name, n) -> state.put(name, sd.placeHolder(STATE_PREFIX + name, type, -1, n)));

    SDVariable[] outputs = new SDVariable[steps];
    for (int t = 0; t < steps; t++) {
      try (NameScope scope = sd.withNameScope("step" + t)) {
        CellResult step = cell.step(sd, x[t], Map.copyOf(state), parameters);
        checkStates(cell, step);
        outputs[t] = masked(step, mask, t, state);
      }
    }
    SDVariable stacked = sd.stack("output", 2, outputs); // [B, H, T]
    output = stacked.name();
    state.forEach((name, variable) -> lastState.put(name, variable.name()));

    SDVariable epsilon = sd.placeHolder(EPSILON, type, -1, cell.getNOut(), steps);
    stacked.mul(epsilon).sum().markAsLoss();
    differentiated.add(INPUT);
    parameters.keySet().forEach(key -> differentiated.add(PARAMETER_PREFIX + key));
    state.keySet().forEach(name -> differentiated.add(STATE_PREFIX + name));
  }

  /** Masks a step: returns its output and replaces the state with the one after the step. */
  private static SDVariable masked(
      CellResult step, SDVariable[] mask, int t, Map<String, SDVariable> state) {
    if (mask == null) {
      state.putAll(step.state());
      return step.output();
    }
    SDVariable output = step.output().mul(mask[t]);
    state.replaceAll(
        (name, before) -> {
          SDVariable next = step.state().get(name);
          return next.name().equals(step.output().name()) ? output : next.mul(mask[t]);
        });
    return output;
  }

  private static void checkStates(SameDiffRecurrentLayer cell, CellResult step) {
    if (!step.state().keySet().equals(cell.stateSizes().keySet())) {
      throw new IllegalStateException(
          "%s.step returned the states %s, but stateSizes() declares %s"
              .formatted(
                  cell.getClass().getSimpleName(),
                  step.state().keySet(),
                  cell.stateSizes().keySet()));
    }
  }

  private static Map<String, INDArray> placeholders(PassInputs values) {
    Map<String, INDArray> all = new HashMap<>();
    values.parameters().forEach((key, value) -> all.put(PARAMETER_PREFIX + key, value));
    all.put(INPUT, values.input());
    values.state().forEach((name, value) -> all.put(STATE_PREFIX + name, value));
    INDArray mask = values.mask();
    if (mask != null) {
      all.put(MASK, mask.reshape(mask.size(0), 1, mask.size(1)));
    }
    return all;
  }

  Forward forward(PassInputs values) {
    List<String> wanted = new ArrayList<>(lastState.values());
    wanted.add(output);
    try (PassMemory memory = PassMemory.of(sd)) {
      Map<String, INDArray> results = sd.output(placeholders(values), wanted);
      Map<String, INDArray> last = new LinkedHashMap<>();
      lastState.forEach((name, variable) -> last.put(name, results.get(variable).dup()));
      return new Forward(results.get(output).dup(), last);
    }
  }

  Backward backward(PassInputs values, INDArray epsilon) {
    if (!sd.hasGradientFunction()) {
      SameDiffConsole.quietly(() -> sd.createGradFunction(differentiated.toArray(String[]::new)));
    }
    Map<String, INDArray> placeholders = placeholders(values);
    placeholders.put(EPSILON, epsilon);
    try (PassMemory memory = PassMemory.of(sd.getFunction("grad"))) {
      Map<String, INDArray> gradients = sd.calculateGradients(placeholders, differentiated);
      return new Backward(
          gradients.get(INPUT).dup(),
          copies(gradients, PARAMETER_PREFIX, values.parameters()),
          copies(gradients, STATE_PREFIX, values.state()));
    }
  }

  /**
   * Copies the gradients with respect to the given values; zero for a value that the cell does not
   * use.
   */
  private static Map<String, INDArray> copies(
      Map<String, INDArray> gradients, String prefix, Map<String, INDArray> values) {
    Map<String, INDArray> copies = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          INDArray gradient = gradients.get(prefix + name);
          copies.put(name, gradient == null ? Nd4j.zerosLike(value) : gradient.dup());
        });
    return copies;
  }
}
