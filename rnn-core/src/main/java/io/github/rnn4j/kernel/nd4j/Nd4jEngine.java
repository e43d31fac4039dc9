package io.github.rnn4j.kernel.nd4j;

import io.github.rnn4j.kernel.DirectionBackward;
import io.github.rnn4j.kernel.DirectionForward;
import io.github.rnn4j.kernel.InputGradient;
import io.github.rnn4j.kernel.MatrixRows;
import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.RecurrentPass;
import io.github.rnn4j.kernel.cell.CellShape;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a recurrent cell in ND4J operations, for any data type on any device. The tests check the
 * array engine against it.
 */
final class Nd4jEngine implements RecurrentEngine {
  private final CellShape shape;

  Nd4jEngine(CellShape shape) {
    this.shape = shape;
  }

  @Override
  public String name() {
    return Nd4jBackend.NAME;
  }

  @Override
  public RecurrentPass forward(
      Packing packing, INDArray input, List<DirectionForward> directions, boolean differentiable) {
    List<Nd4jDirection> passes = new ArrayList<>();
    for (DirectionForward direction : directions) {
      passes.add(new Nd4jDirection(shape, packing, input, direction));
    }
    return new Pass(packing, passes, differentiable);
  }

  @Override
  public MatrixRows rows(INDArray matrix) {
    return new Nd4jMatrixRows(matrix);
  }

  private static final class Pass implements RecurrentPass {
    private final Packing packing;
    private final List<Nd4jDirection> passes;
    private boolean differentiable;
    private boolean differentiated;

    private Pass(Packing packing, List<Nd4jDirection> passes, boolean differentiable) {
      this.packing = packing;
      this.passes = passes;
      this.differentiable = differentiable;
    }

    @Override
    public List<INDArray> last(int direction) {
      return passes.get(direction).last();
    }

    @Override
    public List<INDArray> carried(int direction) {
      return passes.get(direction).carried();
    }

    @Override
    public boolean isInputFinite() {
      return passes.get(0).isInputFinite();
    }

    @Override
    public List<INDArray> startGradient(int direction) {
      if (!differentiated) {
        throw new IllegalStateException(
            "There are no gradients with respect to the initial state before the backward pass");
      }
      return passes.get(direction).startGradient();
    }

    @Override
    public void backward(InputGradient inputGradient, List<DirectionBackward> directions) {
      if (!differentiable) {
        throw new IllegalStateException(
            "Cannot run backward: this pass was made for prediction, or has already run backward");
      }
      differentiable = false;
      differentiated = true;
      List<INDArray> errors = new ArrayList<>();
      for (int d = 0; d < directions.size() && packing.tokens() > 0; d++) {
        errors.add(passes.get(d).backward(directions.get(d)));
      }
      if (packing.tokens() == 0) {
        directions.forEach(Pass::clear);
      }
      if (inputGradient.isRead()) {
        INDArray sum = Nd4j.zeros(inputGradient.to().dataType(), inputGradient.to().shape());
        errors.forEach(sum::addi);
        inputGradient.to().assign(sum);
      }
    }

    private static void clear(DirectionBackward direction) {
      direction.parameters().forEach(gradient -> gradient.assign(0));
    }
  }
}
