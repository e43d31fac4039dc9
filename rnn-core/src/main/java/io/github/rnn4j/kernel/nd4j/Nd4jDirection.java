package io.github.rnn4j.kernel.nd4j;

import static io.github.rnn4j.kernel.nd4j.PackedRows.matrix;
import static io.github.rnn4j.kernel.nd4j.PackedRows.slice;

import io.github.rnn4j.kernel.DirectionBackward;
import io.github.rnn4j.kernel.DirectionForward;
import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.Segment;
import io.github.rnn4j.kernel.cell.CellShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One direction of one pass in ND4J operations.
 *
 * <p>States are stacked: first the initial state of each segment, then the state after each token.
 * The segments that are live at a step come first among those live at the previous step. The states
 * before and after a step are therefore slices of the stack.
 */
final class Nd4jDirection {
  private final Nd4jCell cell;
  private final Packing packing;
  private final boolean backward;
  private final int units;
  private final DataType type;
  private final List<INDArray> parameters;
  private PackedRows packed;
  private INDArray x; // [N, C]
  private INDArray gates; // [N, G]
  private final List<INDArray> states = new ArrayList<>(); // each [R + N, H]
  private List<INDArray> errors = List.of(); // with respect to the states, each [R + N, H]

  Nd4jDirection(CellShape shape, Packing packing, INDArray input, DirectionForward direction) {
    this.packing = packing;
    backward = direction.backward();
    units = shape.units();
    type = input.dataType();
    parameters = direction.parameters();
    cell = Nd4jCell.of(shape, parameters);
    if (packing.tokens() > 0) {
      forward(input, direction, shape.type().states());
    } else if (direction.steps() != null) {
      direction.steps().assign(0);
    }
    while (states.size() < shape.type().states()) {
      states.add(null); // no token: every state is zero
    }
  }

  private void forward(INDArray input, DirectionForward direction, int stateCount) {
    packed = new PackedRows(packing, backward);
    x = packed.gather(input);
    gates = x.mmul(parameters.get(0)).addiRowVector(parameters.get(2)).dup('c'); // [N, G]
    for (int i = 0; i < stateCount; i++) {
      states.add(start(direction.start().isEmpty() ? null : direction.start().get(i)));
    }
    if (direction.recurrentMask() != null) {
      cell.maskRecurrence(byRun(direction.recurrentMask()));
    }
    cell.begin(packing.tokens(), type);
    for (int step = 0; step < packing.steps(); step++) {
      cell.forward(tokens(step), rows(gates, step), before(step), after(step));
    }
    if (direction.steps() != null) {
      packed.scatter(outputs(), direction.steps());
    }
  }

  /** Returns a row for each segment: the row of its sequence. */
  private INDArray byRun(INDArray bySequence) {
    INDArray rows = matrix(type, packing.segments().size(), units);
    for (int r = 0; r < packing.segments().size(); r++) {
      rows.putRow(r, bySequence.getRow(packing.segments().get(r).sequence()).castTo(type));
    }
    return rows;
  }

  /** Creates a stack of states that begins with the initial state of each segment. */
  private INDArray start(INDArray given) {
    int segments = packing.segments().size();
    INDArray stack = matrix(type, segments + packing.tokens(), units);
    for (int r = 0; r < segments && given != null; r++) {
      Segment segment = packing.segments().get(r);
      if (segment.start() == 0) {
        stack.putRow(r, given.getRow(segment.sequence()).castTo(type));
      }
    }
    return stack;
  }

  private Tokens tokens(int step) {
    return new Tokens(packing.offset(step), packing.offset(step) + packing.live(step));
  }

  /** The packed rows {@code from} (inclusive) to {@code to} (exclusive). */
  record Tokens(int from, int to) {
    INDArray of(INDArray rows) {
      return slice(rows, from, to);
    }
  }

  private INDArray rows(INDArray array, int step) {
    return tokens(step).of(array);
  }

  private List<INDArray> before(int step) {
    return part(states, rowBefore(step), packing.live(step));
  }

  private List<INDArray> after(int step) {
    return part(states, rowAfter(step), packing.live(step));
  }

  /** Index of the first row of {@code states} with the states before a step. */
  private int rowBefore(int step) {
    return step == 0 ? 0 : rowAfter(step - 1);
  }

  private int rowAfter(int step) {
    return packing.segments().size() + packing.offset(step);
  }

  private static List<INDArray> part(List<INDArray> stacks, int from, int rows) {
    return stacks.stream().map(stack -> slice(stack, from, from + rows)).toList();
  }

  private INDArray outputs() {
    int segments = packing.segments().size();
    return slice(states.get(0), segments, segments + packing.tokens()); // [N, H]
  }

  List<INDArray> last() {
    return endOf(segment -> segment.isFinal(backward));
  }

  List<INDArray> carried() {
    if (backward) {
      throw new IllegalStateException(
          "A backward direction carries no state to the next part of a sequence");
    }
    return endOf(segment -> segment.start() + segment.length() == packing.time());
  }

  private List<INDArray> endOf(Predicate<Segment> wanted) {
    List<INDArray> ends = new ArrayList<>();
    for (INDArray stack : states) {
      INDArray end = matrix(type, packing.batch(), units); // [B, H]
      for (int r = 0; r < packing.segments().size(); r++) {
        if (wanted.test(packing.segments().get(r))) {
          end.putRow(packing.segments().get(r).sequence(), stack.getRow(lastRow(r)));
        }
      }
      ends.add(end);
    }
    return ends;
  }

  /** The stack row of the state after a segment's last token. */
  private long lastRow(int segment) {
    int step = packing.segments().get(segment).length() - 1;
    return rowAfter(step) + (long) segment;
  }

  /**
   * Writes the gradients, and returns the gradient with respect to the input, {@code [B, C, T]}.
   */
  INDArray backward(DirectionBackward direction) {
    errors = outputErrors(direction);
    INDArray dz = matrix(type, packing.tokens(), gates.size(1)); // [N, G]
    INDArray recurrent = cell.separateRecurrentGradient() ? dz.dup() : dz;
    for (int step = packing.steps() - 1; step >= 0; step--) {
      Tokens tokens = tokens(step);
      Nd4jCell.Step values =
          new Nd4jCell.Step(tokens, rows(gates, step), before(step), after(step));
      List<INDArray> error = part(errors, rowAfter(step), packing.live(step));
      List<INDArray> below = cell.backward(values, error, tokens.of(dz), tokens.of(recurrent));
      addBefore(below, step);
    }
    writeGradients(direction, dz, recurrent);
    return packed.scatter(dz.mmul(parameters.get(0).transpose()));
  }

  private void addBefore(List<INDArray> below, int step) {
    List<INDArray> before = part(errors, rowBefore(step), packing.live(step));
    for (int i = 0; i < before.size(); i++) {
      before.get(i).addi(below.get(i));
    }
  }

  private List<INDArray> outputErrors(DirectionBackward direction) {
    int segments = packing.segments().size();
    List<INDArray> all = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      INDArray stack = matrix(type, segments + packing.tokens(), units);
      if (i == 0 && direction.steps() != null) {
        slice(stack, segments, segments + packing.tokens())
            .assign(packed.gather(direction.steps()));
      }
      for (int r = 0; r < segments && i < direction.last().size(); r++) {
        if (packing.segments().get(r).isFinal(backward)) {
          INDArray error = direction.last().get(i).getRow(packing.segments().get(r).sequence());
          stack.getRow(lastRow(r)).addi(error.castTo(type));
        }
      }
      all.add(stack);
    }
    return all;
  }

  private void writeGradients(DirectionBackward direction, INDArray dz, INDArray recurrent) {
    List<INDArray> before = new ArrayList<>();
    for (int step = 0; step < packing.steps(); step++) {
      before.add(cell.masked(before(step).get(0)));
    }
    INDArray hBefore = Nd4j.concat(0, before.toArray(INDArray[]::new)); // [N, H]
    List<INDArray> gradients = direction.parameters();
    gradients.get(0).assign(x.transpose().mmul(dz));
    gradients.get(1).assign(hBefore.transpose().mmul(recurrent));
    assignVector(gradients.get(2), dz.sum(0));
    if (gradients.size() > 3) {
      assignVector(gradients.get(3), recurrent.sum(0));
    }
  }

  private static void assignVector(INDArray view, INDArray values) {
    view.assign(values.reshape(view.shape()));
  }

  /** After the backward pass: the gradients with respect to the initial state. */
  List<INDArray> startGradient() {
    List<INDArray> gradients = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      INDArray gradient = matrix(type, packing.batch(), units); // [B, H]
      for (int r = 0; r < packing.segments().size(); r++) {
        Segment segment = packing.segments().get(r);
        if (segment.start() == 0) {
          gradient.putRow(segment.sequence(), errors.get(i).getRow(r));
        }
      }
      gradients.add(gradient);
    }
    return gradients;
  }

  boolean isInputFinite() {
    return x == null || Double.isFinite(x.sumNumber().doubleValue());
  }
}
