package io.github.rnn4j.benchmark.pytorch;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy;
import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.mse_loss;

import io.github.rnn4j.benchmark.work.Head;
import io.github.rnn4j.benchmark.work.Minibatch;
import io.github.rnn4j.benchmark.work.Network;
import java.util.Arrays;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;

/** A minibatch as tensors, with its outputs and losses. */
final class PytorchMinibatch {
  private final Network shape;
  private final Tensor input;
  private final Tensor target;
  private final Tensor lengths;

  /**
   * Copies a minibatch into tensors.
   *
   * @param packed whether to pack sequences of different lengths
   */
  PytorchMinibatch(Network shape, Minibatch minibatch, boolean packed) {
    this.shape = shape;
    int batch = minibatch.size();
    int steps = minibatch.steps();
    input =
        shape.readsTokens()
            ? AbstractTensor.create(longs(minibatch.tokens()), batch, steps)
            : AbstractTensor.create(minibatch.inputs(), batch, steps, shape.inputs());
    target =
        switch (shape.head()) {
          case SYMBOLS -> AbstractTensor.create(longs(minibatch.symbols()));
          case VALUES -> AbstractTensor.create(minibatch.values(), batch, steps, shape.outputs());
          case REVIEW_CLASS -> AbstractTensor.create(minibatch.classes());
        };
    lengths = packed ? AbstractTensor.create(longs(minibatch.lengths())) : null;
  }

  private static long[] longs(int[] ints) {
    return Arrays.stream(ints).asLongStream().toArray();
  }

  Tensor output(PytorchNetwork network) {
    return shape.head() == Head.REVIEW_CLASS
        ? network.reviewClass(input, lengths)
        : network.everyStep(input);
  }

  Tensor loss(PytorchNetwork network) {
    Tensor output = output(network);
    return switch (shape.head()) {
      case SYMBOLS -> cross_entropy(output.reshape(-1, shape.outputs()), target);
      case VALUES -> mse_loss(output, target);
      case REVIEW_CLASS -> binary_cross_entropy(output, target);
    };
  }
}
