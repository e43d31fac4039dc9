package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.AdamStep;
import io.github.rnn4j.kernel.Backend;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.RowProducts;
import io.github.rnn4j.kernel.SquaredNorm;
import io.github.rnn4j.kernel.TableRows;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.CellShape;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The backend in Java arrays, for FLOAT on the CPU.
 *
 * @param arithmetic arithmetic that computes products and gates
 */
public record ArrayBackend(FloatArithmetic arithmetic) implements Backend {

  @Override
  public String name() {
    return arithmetic.name();
  }

  @Override
  public RecurrentEngine recurrentEngine(CellShape shape) {
    return new ArrayEngine(shape, arithmetic);
  }

  @Override
  public RowProducts rowProducts() {
    return new ArrayRowProducts(arithmetic);
  }

  @Override
  public TableRows tableRows() {
    return new ArrayTableRows();
  }

  @Override
  public AdamStep adamStep(AdamStep.Constants constants) {
    return new ArrayAdam(constants);
  }

  @Override
  public SquaredNorm squaredNorm() {
    return new Squares(arithmetic);
  }

  /** The sum of the squares of a FLOAT array in main memory, on one thread. */
  private static final class Squares implements SquaredNorm {
    private static final int AT_ONCE = 4096;

    private final FloatArithmetic arithmetic;
    private final float[] values = new float[AT_ONCE];
    private INDArray latest;
    private FloatView view; // of the latest array: making it takes longer than summing a small one

    Squares(FloatArithmetic arithmetic) {
      this.arithmetic = arithmetic;
    }

    @Override
    public double of(INDArray vector) {
      if (vector != latest) {
        latest = vector;
        view = new FloatView(vector);
      }
      double sum = 0;
      int length = view.length();
      for (int first = 0; first < length; first += AT_ONCE) {
        int count = Math.min(AT_ONCE, length - first);
        view.read(first, values, 0, count);
        Arrays.fill(values, count, AT_ONCE, 0);
        sum += arithmetic.squares(values);
      }
      return sum;
    }
  }
}
