package io.github.rnn4j.layer.packed;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Merges the outputs of one or two directions, and splits the errors in the backward pass.
 *
 * @param directions 1 or 2
 * @param mode how two outputs are combined
 * @param units number of features of one direction: {@code H}, or more if it includes a cell state
 */
record DirectionMerge(int directions, MergeMode mode, long units) {

  /**
   * The arrays {@code [B, H, T]} or {@code [N, H]} that the directions write to: parts of the
   * output itself if possible.
   *
   * @param output may be null
   * @param newPart creates an array for one direction
   */
  List<INDArray> parts(INDArray output, Supplier<INDArray> newPart) {
    if (output != null && directions == 1) {
      return List.of(output);
    }
    if (output != null && mode == MergeMode.CONCAT) {
      return List.of(half(output, 0), half(output, 1));
    }
    return directions == 1 ? List.of(newPart.get()) : List.of(newPart.get(), newPart.get());
  }

  /** Fills the output from what {@link #parts} returned, unless those are parts of the output. */
  void merge(List<INDArray> parts, INDArray output) {
    if (directions == 2 && mode != MergeMode.CONCAT) {
      combine(parts.get(0), parts.get(1), output);
    }
  }

  /** Fills the output from arrays {@code [B, H]}. */
  void mergeVectors(List<INDArray> vectors, INDArray output) {
    if (directions == 1) {
      output.assign(vectors.get(0));
    } else {
      combine(vectors.get(0), vectors.get(1), output);
    }
  }

  private void combine(INDArray forward, INDArray backward, INDArray output) {
    switch (mode) {
      case CONCAT -> {
        half(output, 0).assign(forward);
        half(output, 1).assign(backward);
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
