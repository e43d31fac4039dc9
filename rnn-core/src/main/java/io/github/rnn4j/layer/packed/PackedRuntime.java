package io.github.rnn4j.layer.packed;

import io.github.rnn4j.kernel.DirectionBackward;
import io.github.rnn4j.kernel.DirectionForward;
import io.github.rnn4j.kernel.InputGradient;
import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.RecurrentPass;
import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.layer.runtime.PassInputs;
import io.github.rnn4j.layer.runtime.SequenceInput;
import io.github.rnn4j.layer.runtime.StateVectors;
import io.github.rnn4j.layer.runtime.StatefulRuntime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a {@link PackedRecurrentLayer} in a network. Deeplearning4j's {@code summary()} shows the
 * name of its class; therefore, each cell has one.
 */
abstract class PackedRuntime extends StatefulRuntime<PackedRecurrentLayer> {
  private static final long serialVersionUID = 1L;

  private transient RecurrentEngine engine;
  private transient ForwardPass forward;
  private transient List<INDArray> recurrentMasks = List.of(); // by direction; empty for none

  /**
   * A forward pass: its inputs, its outputs by direction, what is pooled (null for nothing), and
   * what the engine keeps of it.
   */
  private record ForwardPass(
      PassInputs values, List<INDArray> outputs, PooledSteps pooled, RecurrentPass pass) {}

  PackedRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** Creates the runtime of a cell. */
  static PackedRuntime of(CellType cell, NeuralNetConfiguration conf, DataType dataType) {
    return switch (cell) {
      case ELMAN -> new PackedElmanRuntime(conf, dataType);
      case LSTM -> new PackedLstmRuntime(conf, dataType);
      case GRU -> new PackedGruRuntime(conf, dataType);
    };
  }

  @Override
  protected Map<String, Long> stateSizes() {
    return layerConf().stateSizes();
  }

  @Override
  protected boolean checksInputItself() {
    return true;
  }

  @Override
  protected INDArray newOutput(LayerWorkspaceMgr workspaceMgr) {
    long size = layerConf().outputSize();
    return yieldsSteps()
        ? newSequences(ArrayType.ACTIVATIONS, size, workspaceMgr)
        : workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {input.size(0), size}, 'c');
  }

  private boolean yieldsSteps() {
    return layerConf().result() == SequenceResult.EVERY_STEP;
  }

  private boolean isPooled() {
    return layerConf().pooling().isPresent();
  }

  private boolean isLastState() {
    return !yieldsSteps() && !isPooled();
  }

  @Override
  protected Supplier<Map<String, INDArray>> run(
      PassInputs values, INDArray output, boolean differentiable) {
    forward = null;
    if (output != null) { // the backward pass comes without; it keeps the masks
      recurrentMasks = differentiable ? drawMasks(values.input().size(0)) : List.of();
    }
    boolean wanted = output != null || differentiable;
    Packing packing = packing(values);
    PooledSteps pooled = wanted && isPooled() ? newPooledSteps(packing) : null;
    INDArray merged = pooled == null ? output : pooled.rows();
    List<INDArray> outputs =
        wanted && !isLastState() ? merge().parts(merged, () -> newPart(values, pooled)) : List.of();
    RecurrentPass pass = forward(values, packing, outputs, differentiable);
    if (wanted && isLastState()) {
      outputs = lastStates(pass);
    }
    merge(outputs, merged);
    if (pooled != null) {
      pooled.forward(output);
    }
    if (differentiable) {
      forward = new ForwardPass(values, outputs, pooled, pass);
    }
    return () -> carried(pass);
  }

  private PooledSteps newPooledSteps(Packing packing) {
    return new PooledSteps(
        engine(), layerConf().pooling().orElseThrow(), packing, layerConf().mergedSize(), dataType);
  }

  /** Creates an array for the outputs of one direction, {@code [B, H, T]} or {@code [N, H]}. */
  private INDArray newPart(PassInputs values, PooledSteps pooled) {
    long size = layerConf().directionSize();
    if (pooled != null) {
      return pooled.newRows(size);
    }
    long[] shape = {values.input().size(0), values.steps(), size};
    return Nd4j.createUninitialized(dataType, shape, 'c').permute(0, 2, 1);
  }

  private void merge(List<INDArray> outputs, INDArray merged) {
    if (merged != null && isLastState()) {
      merge().mergeVectors(outputs, merged);
    } else if (merged != null) {
      merge().merge(outputs, merged);
    }
  }

  private List<INDArray> drawMasks(long batch) {
    double probability = layerConf().recurrentDropout();
    List<INDArray> masks = new ArrayList<>();
    for (int d = 0; d < layerConf().prefixes().size() && probability > 0; d++) {
      masks.add(RecurrentDropout.draw(probability, dataType, batch, layerConf().getNOut()));
    }
    return masks;
  }

  private DirectionMerge merge() {
    return new DirectionMerge(
        layerConf().direction() == Direction.BIDIRECTIONAL ? 2 : 1,
        layerConf().merge(),
        layerConf().directionSize());
  }

  private RecurrentEngine engine() {
    if (engine == null) {
      engine = BackendChoice.recurrentEngine(layerConf().cellShape(), dataType);
    }
    return engine;
  }

  private RecurrentPass forward(
      PassInputs values, Packing packing, List<INDArray> outputs, boolean differentiable) {
    List<String> prefixes = layerConf().prefixes();
    List<DirectionForward> directions = new ArrayList<>();
    for (int d = 0; d < prefixes.size(); d++) {
      String prefix = prefixes.get(d);
      List<String> names = values.state().isEmpty() ? List.of() : layerConf().stateNames(prefix);
      List<INDArray> start = names.stream().map(name -> values.state().get(name)).toList();
      directions.add(
          new DirectionForward(
              isBackward(d),
              withPrefix(values.parameters(), d),
              start,
              outputs.isEmpty() ? null : outputs.get(d),
              recurrentMasks.isEmpty() ? null : recurrentMasks.get(d)));
    }
    RecurrentPass pass = engine().forward(packing, values.input(), directions, differentiable);
    if (!pass.isInputFinite()) {
      SequenceInput.checkEachNumber(values.input(), layerId());
    }
    return pass;
  }

  private boolean isBackward(int direction) {
    return layerConf().direction() == Direction.BACKWARD || direction == 1;
  }

  /** The arrays of one direction; the parameters of the two directions follow one another. */
  private List<INDArray> withPrefix(Map<String, INDArray> byKey, int direction) {
    int count = layerConf().cellType().parameters();
    return List.copyOf(byKey.values()).subList(direction * count, (direction + 1) * count);
  }

  private static Packing packing(PassInputs values) {
    return values.mask() == null
        ? Packing.full((int) values.input().size(0), Math.toIntExact(values.steps()))
        : Packing.of(SequenceInput.rows(values.mask()));
  }

  private List<INDArray> lastStates(RecurrentPass pass) {
    List<INDArray> states = new ArrayList<>();
    for (int d = 0; d < layerConf().prefixes().size(); d++) {
      List<INDArray> last = pass.last(d); // each [B, H]
      states.add(
          layerConf().result() == SequenceResult.LAST_STATE
              ? last.get(0)
              : Nd4j.hstack(last)); // [B, S H]
    }
    return states;
  }

  private Map<String, INDArray> carried(RecurrentPass pass) {
    if (layerConf().direction() != Direction.FORWARD) {
      return Map.of();
    }
    Map<String, INDArray> byName = new LinkedHashMap<>();
    putAll(layerConf().stateNames(""), pass.carried(0), byName);
    return byName;
  }

  @Override
  protected Supplier<Map<String, INDArray>> differentiate(
      PassInputs values, INDArray epsilon, InputGradient inputGradient) {
    if (forward == null || !forward.values().isSameAs(values)) {
      run(values, null, true);
    }
    PooledSteps pooled = forward.pooled();
    List<INDArray> errors =
        merge().split(pooled == null ? epsilon : pooled.backward(epsilon), forward.outputs());
    List<DirectionBackward> directions = new ArrayList<>();
    for (int d = 0; d < layerConf().prefixes().size(); d++) {
      directions.add(
          new DirectionBackward(
              isLastState() ? null : errors.get(d),
              isLastState() ? finalErrors(errors.get(d)) : List.of(),
              withPrefix(gradientViews, d)));
    }
    RecurrentPass pass = forward.pass();
    pass.backward(inputGradient, directions);
    forward = null;
    return () -> startGradient(pass);
  }

  private Map<String, INDArray> startGradient(RecurrentPass pass) {
    Map<String, INDArray> byName = new LinkedHashMap<>();
    for (int d = 0; d < layerConf().prefixes().size(); d++) {
      putAll(layerConf().stateNames(layerConf().prefixes().get(d)), pass.startGradient(d), byName);
    }
    return byName;
  }

  private static void putAll(
      List<String> names, List<INDArray> states, Map<String, INDArray> byName) {
    for (int i = 0; i < names.size(); i++) {
      byName.put(names.get(i), states.get(i));
    }
  }

  /** Splits the error of a final state into those of hidden state and cell state. */
  private List<INDArray> finalErrors(INDArray errors) {
    long units = layerConf().getNOut();
    int states = Math.toIntExact(errors.size(1) / units);
    return StateVectors.split(errors, Collections.nCopies(states, units));
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    checkReadsInParts("rnnTimeStep");
    return super.rnnTimeStep(input, workspaceMgr);
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaceMgr) {
    if (storeLastForTBPTT) {
      checkReadsInParts("truncated BPTT");
    }
    return super.rnnActivateUsingStoredState(input, training, storeLastForTBPTT, workspaceMgr);
  }

  @Override
  public Pair<org.deeplearning4j.nn.gradient.Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaceMgr) {
    if (backwardLength > 0) {
      checkReadsInParts("truncated BPTT");
    }
    return super.tbpttBackpropGradient(epsilon, backwardLength, workspaceMgr);
  }

  /** Checks that the layer can read a sequence part by part. */
  private void checkReadsInParts(String what) {
    if (isPooled()) {
      throw new UnsupportedOperationException(
          "%s does not work with result %s: pooling needs all steps of a sequence at once; use EVERY_STEP %s"
              .formatted(what, layerConf().result(), layerId()));
    }
    if (layerConf().direction() != Direction.FORWARD) {
      throw new UnsupportedOperationException(
          "%s does not work with direction %s: a backward direction needs the end of a sequence first; use FORWARD %s"
              .formatted(what, layerConf().direction(), layerId()));
    }
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState currentMaskState, int minibatchSize) {
    Pair<INDArray, MaskState> above =
        super.feedForwardMaskArray(mask, currentMaskState, minibatchSize);
    return yieldsSteps() ? above : new Pair<>(null, currentMaskState);
  }

  @Override
  public void clear() {
    super.clear();
    forward = null;
    recurrentMasks = List.of();
  }
}
