package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.DirectionBackward;
import io.github.rnn4j.kernel.DirectionForward;
import io.github.rnn4j.kernel.InputGradient;
import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.RecurrentPass;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A random forward and backward pass of a layer that can be repeated on any engine. */
record EngineRun(
    CellShape shape,
    Packing packing,
    List<Boolean> directions,
    long seed,
    boolean dropping,
    int distinctInputs) {

  EngineRun(CellShape shape, Packing packing, List<Boolean> directions, long seed) {
    this(shape, packing, directions, seed, false, 0);
  }

  /** Returns the same run with only a few distinct inputs, like those of an embedding. */
  EngineRun withDistinctInputs(int count) {
    return new EngineRun(shape, packing, directions, seed, dropping, count);
  }

  /**
   * Returns a run with a random cell, batch and mask. Every other seed has recurrent dropout, and
   * every third has only a few distinct inputs.
   */
  static EngineRun random(long seed, int largest) {
    Random random = new Random(seed);
    CellType type = List.of(CellType.values()).get(random.nextInt(3));
    ElmanActivation activation =
        type == CellType.ELMAN
            ? List.of(ElmanActivation.values()).get(random.nextInt(4))
            : ElmanActivation.TANH;
    CellShape shape =
        new CellShape(type, activation, 1 + random.nextInt(largest), 1 + random.nextInt(largest));
    double[][] mask = new double[1 + random.nextInt(14)][1 + random.nextInt(12)];
    int form = random.nextInt(4); // none, right padding, holes, one long sequence
    for (int b = 0; b < mask.length; b++) {
      int length = form == 3 && b > 0 ? 1 : 1 + random.nextInt(mask[b].length);
      for (int t = 0; t < mask[b].length; t++) {
        boolean valid = form == 0 || (form == 2 ? random.nextInt(3) > 0 : b == 0 || t < length);
        mask[b][t] = valid ? 1 : 0;
      }
    }
    List<List<Boolean>> directions = List.of(List.of(false), List.of(true), List.of(false, true));
    return new EngineRun(
        shape,
        Packing.of(mask),
        directions.get(random.nextInt(3)),
        seed,
        seed % 2 == 0,
        seed % 3 == 0 ? 3 : 0);
  }

  /** Every array that the passes produce, with its name. */
  record Result(List<String> names, List<INDArray> arrays) {}

  Result on(RecurrentEngine engine, DataType type) {
    Nd4j.getRandom().setSeed(seed);
    long batch = packing.batch();
    long time = packing.time();
    long units = shape.units();
    INDArray x = inputs(type).permute(0, 2, 1); // [B, C, T]
    List<DirectionForward> forward = new ArrayList<>();
    List<DirectionBackward> backward = new ArrayList<>();
    for (boolean fromTheEnd : directions) {
      List<INDArray> parameters = parameters(type);
      List<INDArray> start = states(type, batch);
      INDArray steps = Nd4j.valueArrayOf(new long[] {batch, units, time}, 7.0, type);
      INDArray dropped = dropping ? randn(type, batch, units).gt(0).castTo(type).muli(2) : null;
      forward.add(new DirectionForward(fromTheEnd, parameters, start, steps, dropped));
      backward.add(
          new DirectionBackward(
              randn(type, batch, units, time),
              states(type, batch),
              parameters.stream().map(p -> p.dup('f').muli(0).addi(3)).toList()));
    }
    INDArray below = Nd4j.valueArrayOf(x.shape(), 5.0, type);

    RecurrentPass pass = engine.forward(packing, x, forward, true);
    Result result = new Result(new ArrayList<>(), new ArrayList<>());
    for (int d = 0; d < directions.size(); d++) {
      add(result, "steps " + d, List.of(forward.get(d).steps()));
      add(result, "last " + d, pass.last(d));
      if (!directions.get(d)) {
        add(result, "carried " + d, pass.carried(d));
      }
    }
    pass.backward(InputGradient.ofEachStep(below), backward);
    add(result, "input gradient", List.of(below));
    for (int d = 0; d < directions.size(); d++) {
      add(result, "gradients " + d, backward.get(d).parameters());
      add(result, "start gradients " + d, pass.startGradient(d));
    }
    return result;
  }

  /** {@code [B, T, C]}. */
  private INDArray inputs(DataType type) {
    long batch = packing.batch();
    long time = packing.time();
    if (distinctInputs == 0) {
      return randn(type, batch, time, shape.inputs());
    }
    INDArray vectors = randn(type, distinctInputs, shape.inputs());
    int[] tokens = new Random(seed).ints(batch * time, 0, distinctInputs).toArray();
    return Nd4j.pullRows(vectors, 1, tokens).reshape('c', batch, time, shape.inputs());
  }

  private static void add(Result result, String name, List<INDArray> arrays) {
    for (INDArray array : arrays) {
      result.names().add(name + ", " + result.names().size());
      result.arrays().add(array);
    }
  }

  private List<INDArray> parameters(DataType type) {
    long columns = (long) shape.type().blocks() * shape.units();
    List<INDArray> parameters = new ArrayList<>();
    parameters.add(randn(type, shape.inputs(), columns).divi(Math.sqrt(shape.inputs())).dup('f'));
    parameters.add(randn(type, shape.units(), columns).divi(Math.sqrt(shape.units())).dup('f'));
    while (parameters.size() < shape.type().parameters()) {
      parameters.add(randn(type, columns));
    }
    return parameters;
  }

  private List<INDArray> states(DataType type, long batch) {
    List<INDArray> states = new ArrayList<>();
    for (int i = 0; i < shape.type().states(); i++) {
      states.add(randn(type, batch, shape.units()).muli(0.5));
    }
    return states;
  }

  private static INDArray randn(DataType type, long... size) {
    return Nd4j.randn(DataType.DOUBLE, size).castTo(type);
  }
}
