package io.github.rnn4j.benchmark.pytorch;

import static org.bytedeco.pytorch.global.torch.pack_padded_sequence;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.sigmoid;

import io.github.rnn4j.benchmark.work.CheckWeights;
import io.github.rnn4j.benchmark.work.Head;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** A network in PyTorch, written as its documentation recommends. */
final class PytorchNetwork {
  private final Network shape;
  private final EmbeddingImpl embedding;
  private final PytorchRecurrent recurrent;
  private final LinearImpl dense;
  private final LinearImpl output;
  private final TensorVector parameters = new TensorVector();

  PytorchNetwork(Network shape, Weights weights) {
    this.shape = shape;
    boolean dense = shape.head() == Head.REVIEW_CLASS;
    int rows = dense ? Network.DENSE : shape.stateSize();
    embedding = shape.readsTokens() ? new EmbeddingImpl(shape.vocabulary(), shape.inputs()) : null;
    recurrent = PytorchRecurrent.of(shape);
    this.dense = dense ? new LinearImpl(shape.stateSize(), Network.DENSE) : null;
    output = new LinearImpl(rows, shape.outputs());
    for (Module module : modules()) {
      TensorVector own = module.parameters();
      for (long i = 0; i < own.size(); i++) {
        parameters.push_back(own.get(i));
      }
    }
    if (weights == Weights.CHECK) {
      setCheckWeights(rows);
    }
  }

  private List<Module> modules() {
    List<Module> modules = new ArrayList<>();
    if (embedding != null) {
      modules.add(embedding);
    }
    modules.add(recurrent.module());
    if (dense != null) {
      modules.add(dense);
    }
    modules.add(output);
    return modules;
  }

  TensorVector parameters() {
    return parameters;
  }

  long parameterCount() {
    long count = 0;
    for (long i = 0; i < parameters.size(); i++) {
      count += parameters.get(i).numel();
    }
    return count;
  }

  /** Returns the input of the recurrent layers, [B, T, C]. */
  Tensor embedded(Tensor input) {
    return embedding == null ? input : embedding.forward(input);
  }

  /** Returns the output of the head without its activation, [B, T, K]. */
  Tensor everyStep(Tensor input) {
    return output.forward(recurrent.everyStep(embedded(input)));
  }

  /**
   * Returns the probabilities of the class, [B].
   *
   * @param lengths the lengths of the sequences to pack; null to compute the padding as well
   */
  Tensor reviewClass(Tensor input, Tensor lengths) {
    Tensor x = embedded(input); // [B, T, E]
    PytorchRecurrent.Lstm lstm = (PytorchRecurrent.Lstm) recurrent;
    Tensor all =
        lengths == null
            ? lstm.finalStates(x)
            : lstm.finalStates(pack_padded_sequence(x, lengths, true, true)); // [2 L, B, H]
    Tensor top = all.narrow(0, 2L * (shape.layers() - 1), 2).transpose(0, 1); // [B, 2, H]
    Tensor states = top.reshape(-1, shape.stateSize()); // [B, 2 H]
    return sigmoid(output.forward(relu(dense.forward(states)))).reshape(-1);
  }

  PytorchRecurrent recurrent() {
    return recurrent;
  }

  Tensor head(Tensor states) {
    return output.forward(states);
  }

  private void setCheckWeights(int rows) {
    try (NoGradGuard guard = new NoGradGuard()) {
      for (long i = 0; i < parameters.size(); i++) {
        Tensor parameter = parameters.get(i);
        boolean matrix = parameter.ndimension() == 2;
        parameter.fill_(new Scalar(matrix ? CheckWeights.inside((int) parameter.size(1)) : 0f));
      }
      if (embedding != null) {
        float[] table = new float[shape.vocabulary() * shape.inputs()];
        for (int i = 0; i < table.length; i++) {
          table[i] = CheckWeights.embedding(i / shape.inputs());
        }
        embedding.weight().copy_(AbstractTensor.create(table, shape.vocabulary(), shape.inputs()));
      }
      float[] weights = new float[shape.outputs() * rows];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = CheckWeights.output(i / rows, rows);
      }
      output.weight().copy_(AbstractTensor.create(weights, shape.outputs(), rows));
    }
  }
}
