package io.github.rnn4j.kernel.sequence;

import io.github.rnn4j.kernel.array.Capacity;
import io.github.rnn4j.kernel.threads.KernelThreads;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The memory that one thread needs to compute a group of sequences. Its arrays are reused and grow
 * if necessary.
 */
final class Scratch {
  private static final int BUFFERS = 4;

  /** One for each direction of a layer. */
  final List<DirectionLoop> loops = List.of(new DirectionLoop(), new DirectionLoop());

  private final float[][] buffers = new float[BUFFERS][0];
  private int[] tokens = {};

  /** Returns an array with room for some entries, with any contents. */
  float[] buffer(int index, long entries) {
    buffers[index] = Capacity.grown(buffers[index], entries);
    return buffers[index];
  }

  /** Returns an array with room for some tokens, with any contents. */
  int[] tokens(int count) {
    if (tokens.length < count) {
      tokens = new int[count];
    }
    return tokens;
  }

  private long reserved() {
    return tokens.length
        + Arrays.stream(buffers).mapToLong(buffer -> buffer.length).sum()
        + loops.stream().mapToLong(DirectionLoop::reserved).sum();
  }

  /** Memory for later groups: one for each thread of the kernel, unless it is very large. */
  static final class Pool {
    /** 16 MB. */
    private static final long LARGEST = 1L << 22;

    private final BlockingQueue<Scratch> free = new ArrayBlockingQueue<>(KernelThreads.count());

    /** Returns memory that no other thread uses until {@link #release}. */
    Scratch borrow() {
      Scratch scratch = free.poll();
      return scratch == null ? new Scratch() : scratch;
    }

    void release(Scratch scratch) {
      if (scratch.reserved() <= LARGEST) {
        free.offer(scratch); // does nothing if there are enough
      }
    }

    /** Number of floats that are kept. */
    long reserved() {
      return free.stream().mapToLong(Scratch::reserved).sum();
    }
  }
}
