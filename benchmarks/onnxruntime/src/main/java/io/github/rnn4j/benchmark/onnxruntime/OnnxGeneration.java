package io.github.rnn4j.benchmark.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Sampler;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Weights;
import java.nio.LongBuffer;
import java.util.Map;

/** Samples one symbol after another, from a fresh state. */
final class OnnxGeneration implements Session {
  private final long parameters;
  private final OrtSession session;
  private final int count;
  private final LongBuffer symbol = Buffers.longs(1);
  private final OnnxTensor token;
  private final OnnxTensor zeros;
  private final float[] probabilities;
  private final Sampler sampler = new Sampler();

  OnnxGeneration(OnnxRuntimePeer peer, Assignment assignment, Weights weights) throws OrtException {
    Network shape = assignment.work().network();
    OnnxModel model = OnnxNetworks.step(shape, weights);
    parameters = model.parameters();
    session = peer.session(model);
    count = assignment.work().batch().longest();
    probabilities = new float[shape.outputs()];
    OrtEnvironment environment = peer.environment();
    token = OnnxTensor.createTensor(environment, symbol, new long[] {1, 1});
    zeros =
        OnnxTensor.createTensor(
            environment, Buffers.floats(shape.hidden()), new long[] {1, 1, shape.hidden()});
  }

  @Override
  public long parameters() {
    return parameters;
  }

  @Override
  public double step() {
    symbol.put(0, 0);
    OrtSession.Result state = null;
    try {
      for (int i = 0; i < count; i++) {
        OrtSession.Result next = session.run(inputs(state));
        if (state != null) {
          state.close();
        }
        state = next;
        ((OnnxTensor) next.get(0)).getFloatBuffer().get(probabilities);
        symbol.put(0, sampler.draw(probabilities));
      }
    } catch (OrtException cause) {
      throw OnnxRuntimePeer.failed(cause);
    } finally {
      if (state != null) {
        state.close();
      }
    }
    return sampler.meanSurprise();
  }

  /** Returns the last symbol, and the states after the last step or zeros before the first. */
  private Map<String, OnnxTensor> inputs(OrtSession.Result state) {
    OnnxTensor h = state == null ? zeros : (OnnxTensor) state.get(1);
    OnnxTensor c = state == null ? zeros : (OnnxTensor) state.get(2);
    return Map.of(OnnxNetworks.TOKENS, token, OnnxNetworks.HIDDEN, h, OnnxNetworks.MEMORY, c);
  }

  @Override
  public void close() {
    token.close();
    zeros.close();
    try {
      session.close();
    } catch (OrtException cause) {
      throw OnnxRuntimePeer.failed(cause);
    }
  }
}
