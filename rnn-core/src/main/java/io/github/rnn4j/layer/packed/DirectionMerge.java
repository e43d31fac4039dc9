package io.github.rnn4j.layer.packed;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.layer.runtime.PassInputs;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Merges the outputs of one or two directions, and splits the errors in the backward pass.
 *
 * @param directions 1 or 2
 * @param mode how two outputs are combined
 * @param units number of features of one direction: {@code H}, or more if it includes a cell state
 */
record DirectionMerge(int directions, MergeMode mode, long units) {

  /**
   * The arrays {@code [B, H, T]} that the directions write to: parts of the output itself if
   * possible.
   *
   * @param output may be null
   */
  List<INDArray> parts(INDArray output, PassInputs values, DataType type) {
    if (output != null && directions == 1) {
      return List.of(output);
    }
    if (output != null && mode == MergeMode.CONCAT) {
      return List.of(half(output, 0), half(output, 1));
    }
    long[] shape = {values.input().size(0), values.steps(), units};
    INDArray first = Nd4j.createUninitialized(type, shape, 'c').permute(0, 2, 1);
    return directions == 1
        ? List.of(first)
        : List.of(first, Nd4j.createUninitialized(type, shape, 'c').permute(0, 2, 1));
  }

  /** Fills the output from its parts, unless they are already parts of the output. */
  void merge(List<INDArray> parts, INDArray output) {
    INDArray forward = parts.get(0);
    if (directions == 1) {
      if (forward != output) {
        output.assign(forward);
      }
      return;
    }
    INDArray backward = parts.get(1);
    switch (mode) {
      case CONCAT -> {
        if (output.rank() == 2) {
          half(output, 0).assign(forward);
          half(output, 1).assign(backward);
        }
      }
      case ADD -> output.assign(forward.add(backward));
      case MULTIPLY -> output.assign(forward.mul(backward));
      case AVERAGE -> output.assign(forward.add(backward).divi(2));
    }
  }

  /** The errors of each direction. */
  List<INDArray> split(INDArray errors, List<INDArray> outputs) {
    if (directions == 1) {
      return List.of(errors);
    }
    return switch (mode) {
      case CONCAT -> List.of(half(errors, 0), half(errors, 1));
      case ADD -> List.of(errors, errors);
      case MULTIPLY -> List.of(errors.mul(outputs.get(1)), errors.mul(outputs.get(0)));
      case AVERAGE -> {
        INDArray half = errors.div(2);
        yield List.of(half, half);
      }
    };
  }

  /** A view of the features of one direction. */
  private INDArray half(INDArray array, int direction) {
    return array.rank() == 2
        ? array.get(all(), interval(direction * units, (direction + 1) * units))
        : array.get(all(), interval(direction * units, (direction + 1) * units), all());
  }
}
