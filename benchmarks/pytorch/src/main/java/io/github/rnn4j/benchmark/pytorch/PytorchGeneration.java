package io.github.rnn4j.benchmark.pytorch;

import static org.bytedeco.pytorch.global.torch.softmax;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Sampler;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Weights;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;

/** Samples one symbol after another, from a fresh state. */
final class PytorchGeneration implements Session {
  private final PytorchNetwork network;
  private final int count;
  private final float[] probabilities;
  private final Sampler sampler = new Sampler();

  PytorchGeneration(Assignment assignment, Weights weights) {
    network = new PytorchNetwork(assignment.work().network(), weights);
    count = assignment.work().batch().longest();
    probabilities = new float[assignment.work().network().outputs()];
  }

  @Override
  public long parameters() {
    return network.parameterCount();
  }

  @Override
  public double step() {
    PytorchRecurrent.Lstm lstm = (PytorchRecurrent.Lstm) network.recurrent();
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      T_TensorTensor_T states = null;
      int symbol = 0;
      for (int i = 0; i < count; i++) {
        Tensor x = network.embedded(AbstractTensor.create(new long[] {symbol}, 1, 1)); // [1, 1, E]
        T_TensorT_TensorTensor_T_T after = lstm.step(x, states);
        states = after.get1();
        softmax(network.head(after.get0()), 2).data_ptr_float().get(probabilities);
        symbol = sampler.draw(probabilities);
      }
    }
    return sampler.meanSurprise();
  }

  @Override
  public void close() {
    // Java frees the tensors with their objects
  }
}
