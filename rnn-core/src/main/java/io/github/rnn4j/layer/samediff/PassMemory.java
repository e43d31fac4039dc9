package io.github.rnn4j.layer.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.autodiff.samediff.internal.memory.AbstractMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Holds every array of one pass over a graph until the pass is over, then frees them all.
 *
 * <p>SameDiff's own {@code ArrayCacheMemoryMgr} reuses arrays too early: in 1.0.0-M2.1 a graph with
 * a {@code split} yields different numbers for the same input from the second call on. Copy results
 * before closing this.
 */
final class PassMemory extends AbstractMemoryMgr {
  private final List<INDArray> allocated = new ArrayList<>();

  /**
   * Creates the memory for the graph's next execution on this thread. The graph keeps one session,
   * whichever thread runs it; SameDiff would keep one for every thread that ever ran the graph.
   */
  static PassMemory of(SameDiff graph) {
    PassMemory memory = new PassMemory();
    graph.setEnableCache(false);
    Map<Long, InferenceSession> sessions = graph.getSessions();
    InferenceSession session =
        sessions.isEmpty() ? new InferenceSession(graph) : sessions.values().iterator().next();
    sessions.clear();
    sessions.put(Thread.currentThread().getId(), session);
    session.setMmgr(memory);
    return memory;
  }

  @Override
  public INDArray allocate(boolean detached, DataType dataType, long... shape) {
    return keep(Nd4j.createUninitialized(dataType, shape));
  }

  @Override
  public INDArray allocate(boolean detached, LongShapeDescriptor descriptor) {
    return keep(Nd4j.create(descriptor, false));
  }

  private INDArray keep(INDArray array) {
    allocated.add(array);
    return array;
  }

  @Override
  public void release(INDArray array) {
    // freed with all the rest when the pass is over
  }

  @Override
  public void close() {
    for (INDArray array : allocated) {
      if (array.closeable()) {
        array.close();
      }
    }
    allocated.clear();
  }
}
