package io.github.rnn4j.batch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Orders the sequences and splits them into minibatches; the same arguments give the same plan. */
interface EpochOrder extends Serializable {

  /** Returns the plan of an epoch for sequences of these lengths. */
  EpochPlan plan(int[] lengths, int epoch);

  /** Sorts by length, for evaluation; every epoch is the same. */
  record Sorted(int batchSize) implements EpochOrder {

    @Override
    public EpochPlan plan(int[] lengths, int epoch) {
      List<Integer> order = ascending(lengths.length);
      order.sort(Comparator.comparingInt(i -> lengths[i]));
      List<int[]> minibatches = new ArrayList<>();
      cut(order, batchSize, minibatches);
      return new EpochPlan(minibatches, lengths);
    }
  }

  /**
   * Shuffles, sorts by length within pools of several minibatches, and shuffles the minibatches.
   */
  record Shuffled(int batchSize, int poolBatches, long seed) implements EpochOrder {

    @Override
    public EpochPlan plan(int[] lengths, int epoch) {
      Random random = new Random(PassSeed.of(seed, epoch));
      List<Integer> order = ascending(lengths.length);
      Collections.shuffle(order, random);
      int poolSize = (int) Math.min((long) batchSize * poolBatches, lengths.length);
      List<int[]> minibatches = new ArrayList<>();
      for (int from = 0; from < order.size(); from += poolSize) {
        List<Integer> pool = order.subList(from, Math.min(from + poolSize, order.size()));
        // The sort is stable, so sequences of the same length keep their random order.
        pool.sort(Comparator.comparingInt(i -> lengths[i]));
        cut(pool, batchSize, minibatches);
      }
      Collections.shuffle(minibatches, random);
      return new EpochPlan(minibatches, lengths);
    }
  }

  private static List<Integer> ascending(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toCollection(ArrayList::new));
  }

  private static void cut(List<Integer> order, int batchSize, List<int[]> minibatches) {
    for (int from = 0; from < order.size(); from += batchSize) {
      int to = Math.min(from + batchSize, order.size());
      minibatches.add(order.subList(from, to).stream().mapToInt(i -> i).toArray());
    }
  }
}
