package io.github.rnn4j.kernel.sequence;

import io.github.rnn4j.kernel.threads.KernelThreads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits sequences into groups: similar lengths together, few enough steps for the memory, and
 * about the same work for each thread.
 *
 * @param work number of multiplications for one step of one sequence
 * @param steps number of steps in a group, unless a single sequence is longer
 */
record SequenceGroups(long work, long steps) {
  /** Number of sequences in a group; with more, products are hardly faster. */
  private static final int SEQUENCES = 64;

  /** Number of floats between the layers, for a group: 8 MB. */
  private static final long NUMBERS = 1L << 21;

  static SequenceGroups of(List<SequenceLayer> layers) {
    return new SequenceGroups(
        layers.stream().mapToLong(SequenceLayer::allWork).sum(),
        NUMBERS / layers.stream().mapToLong(SequenceLayer::numbers).max().orElseThrow());
  }

  /** Returns the groups; none if there are no sequences. */
  List<SequenceGroup> split(Sequences all) {
    if (all.count() == 1) {
      return List.of(new SequenceGroup(all, new int[] {0}));
    }
    int[] longestFirst =
        IntStream.range(0, all.count())
            .boxed()
            .sorted(Comparator.comparingInt(all::length).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    int threads = KernelThreads.countFor(work * totalSteps(all));
    List<SequenceGroup> groups = new ArrayList<>();
    int end;
    for (int begin = 0; begin < longestFirst.length; begin = end) {
      end = end(all, longestFirst, begin, threads);
      deal(all, longestFirst, begin, end, threads, groups);
    }
    return groups;
  }

  private static long totalSteps(Sequences all) {
    return IntStream.range(0, all.count()).mapToLong(all::length).sum();
  }

  /** Returns the end of the sequences that the threads compute at the same time. */
  private int end(Sequences all, int[] order, int begin, int threads) {
    int end = begin;
    long total = 0;
    while (end < order.length && end - begin < SEQUENCES * threads) {
      total += all.length(order[end]);
      if (end > begin && total > steps * threads) {
        break;
      }
      end++;
    }
    return end;
  }

  /** Deals sequences out to the threads in turn. */
  private static void deal(
      Sequences all, int[] order, int begin, int end, int threads, List<SequenceGroup> groups) {
    for (int thread = 0; thread < Math.min(threads, end - begin); thread++) {
      int first = begin + thread;
      int count = (end - first + threads - 1) / threads;
      int[] sequences = new int[count];
      for (int i = 0; i < count; i++) {
        sequences[i] = order[first + i * threads];
      }
      groups.add(new SequenceGroup(all, sequences));
    }
  }
}
