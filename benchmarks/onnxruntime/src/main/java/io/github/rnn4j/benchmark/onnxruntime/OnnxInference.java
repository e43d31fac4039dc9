package io.github.rnn4j.benchmark.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Head;
import io.github.rnn4j.benchmark.work.Minibatch;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Weights;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Runs predictions. */
final class OnnxInference implements Session {
  private final long parameters;
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;

  private OnnxInference(OnnxRuntimePeer peer, OnnxModel model, Map<String, OnnxTensor> inputs)
      throws OrtException {
    parameters = model.parameters();
    session = peer.session(model);
    this.inputs = inputs;
  }

  static OnnxInference open(OnnxRuntimePeer peer, Assignment assignment, Weights weights)
      throws OrtException {
    Network shape = assignment.work().network();
    Minibatch minibatch = assignment.minibatches().get(0);
    boolean variable = assignment.work().isVariable();
    return switch (shape.head()) {
      case REVIEW_CLASS ->
          new OnnxInference(
              peer,
              OnnxNetworks.reviewClass(shape, weights, variable),
              reviews(peer.environment(), minibatch, variable));
      case VALUES ->
          new OnnxInference(
              peer, OnnxNetworks.values(shape, weights), numbers(peer.environment(), minibatch));
      case SYMBOLS ->
          throw new IllegalArgumentException(
              "There is no ONNX model for head %s; leave out workload %s"
                  .formatted(Head.SYMBOLS, assignment.work().name()));
    };
  }

  private static Map<String, OnnxTensor> reviews(
      OrtEnvironment environment, Minibatch minibatch, boolean variable) throws OrtException {
    Map<String, OnnxTensor> inputs = new TreeMap<>();
    inputs.put(
        OnnxNetworks.TOKENS,
        OnnxTensor.createTensor(
            environment,
            Buffers.longsOf(minibatch.tokens()),
            new long[] {minibatch.size(), minibatch.steps()}));
    if (variable) {
      inputs.put(
          OnnxNetworks.LENGTHS,
          OnnxTensor.createTensor(
              environment, Buffers.of(minibatch.lengths()), new long[] {minibatch.size()}));
    }
    return inputs;
  }

  private static Map<String, OnnxTensor> numbers(OrtEnvironment environment, Minibatch minibatch)
      throws OrtException {
    float[] numbers = minibatch.stepsFirst(minibatch.inputs()); // [T, B, C]
    int features = numbers.length / (minibatch.size() * minibatch.steps());
    long[] sizes = {minibatch.steps(), minibatch.size(), features};
    OnnxTensor tensor = OnnxTensor.createTensor(environment, Buffers.of(numbers), sizes);
    return Map.of(OnnxNetworks.INPUTS, tensor);
  }

  @Override
  public long parameters() {
    return parameters;
  }

  @Override
  public double step() {
    try (OrtSession.Result result = session.run(inputs)) {
      FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
      double sum = 0;
      for (int i = 0; i < output.limit(); i++) {
        sum += output.get(i);
      }
      return sum / output.limit();
    } catch (OrtException cause) {
      throw OnnxRuntimePeer.failed(cause);
    }
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException cause) {
      throw OnnxRuntimePeer.failed(cause);
    }
  }
}
