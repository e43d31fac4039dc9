package io.github.rnn4j.lessons;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** LSTM and GRU by hand: the formulas of one step, with the weights of a layer. */
enum GatedCell {
  LSTM {
    @Override
    PackedRecurrentLayer.Builder<?> layer() {
      return new PackedLstm.Builder();
    }

    @Override
    List<String> names() {
      return List.of("forget", "input", "candidate", "output", "c", "h");
    }

    @Override
    INDArray next(Map<String, INDArray> weights, INDArray x, INDArray before) {
      INDArray c = before.getRow(4, true); // [1, H]
      INDArray h = before.getRow(5, true); // [1, H]
      // One product for all four: their weights are side by side, in the order of the blocks below.
      INDArray products = x.mmul(weights.get("0_W")).add(h.mmul(weights.get("0_RW"))); // [1, 4H]
      INDArray z = products.addRowVector(weights.get("0_b")); // [1, 4H]
      INDArray candidate = tanh(block(z, 0, 4)); // [1, H]
      INDArray forget = sigmoid(block(z, 1, 4));
      INDArray output = sigmoid(block(z, 2, 4));
      INDArray input = sigmoid(block(z, 3, 4));
      c = forget.mul(c).add(input.mul(candidate));
      h = output.mul(tanh(c));
      return Nd4j.vstack(forget, input, candidate, output, c, h); // [6, H]
    }
  },

  GRU {
    @Override
    PackedRecurrentLayer.Builder<?> layer() {
      return new PackedGru.Builder();
    }

    @Override
    List<String> names() {
      return List.of("reset", "update", "candidate", "h");
    }

    @Override
    INDArray next(Map<String, INDArray> weights, INDArray x, INDArray before) {
      INDArray h = before.getRow(3, true); // [1, H]
      INDArray zx = x.mmul(weights.get("0_W")).addRowVector(weights.get("0_b")); // [1, 3H]
      INDArray zh = h.mmul(weights.get("0_RW")).addRowVector(weights.get("0_rb")); // [1, 3H]
      INDArray reset = sigmoid(block(zx, 0, 3).add(block(zh, 0, 3))); // [1, H]
      INDArray update = sigmoid(block(zx, 1, 3).add(block(zh, 1, 3)));
      INDArray candidate = tanh(block(zx, 2, 3).add(reset.mul(block(zh, 2, 3))));
      h = update.mul(h).add(update.rsub(1).mul(candidate)); // update h + (1 - update) candidate
      return Nd4j.vstack(reset, update, candidate, h); // [4, H]
    }
  };

  /** Returns the layer that computes the same. */
  abstract PackedRecurrentLayer.Builder<?> layer();

  /** Returns the names of the gates and states, in the order of the rows of a step. */
  abstract List<String> names();

  /** Computes the gates and states of a step, a row each, from those of the step before. */
  abstract INDArray next(Map<String, INDArray> weights, INDArray x, INDArray before);

  /** Returns one of several blocks side by side: {@code [1, n H]} becomes {@code [1, H]}. */
  private static INDArray block(INDArray z, int index, int blocks) {
    long width = z.size(1) / blocks;
    return z.get(all(), interval(index * width, (index + 1) * width));
  }
}
