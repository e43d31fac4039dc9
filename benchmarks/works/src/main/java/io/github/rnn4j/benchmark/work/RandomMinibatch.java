package io.github.rnn4j.benchmark.work;

import java.util.Arrays;
import java.util.Random;

/** Generates the random minibatch of a workload, the same in each process. */
public final class RandomMinibatch {
  private static final long SEED = 1;

  private final Network network;
  private final int[] lengths;
  private final int cells;
  private final Random random = new Random(SEED);

  private RandomMinibatch(Network network, Batch batch) {
    this.network = network;
    int range = batch.longest() - batch.shortest() + 1;
    int[] ascending =
        random.ints(batch.size(), 0, range).map(more -> batch.shortest() + more).sorted().toArray();
    lengths = new int[batch.size()];
    Arrays.setAll(lengths, b -> ascending[batch.size() - 1 - b]);
    cells = batch.size() * lengths[0];
  }

  /**
   * Generates the minibatch.
   *
   * @param work a workload on synthetic data
   * @return its minibatch
   * @throws IllegalArgumentException if the workload is on real reviews
   */
  public static Minibatch of(Work work) {
    if (work.real()) {
      throw new IllegalArgumentException(
          "Workload %s needs real reviews and has no random minibatch; use a review file"
              .formatted(work.name()));
    }
    return new RandomMinibatch(work.network(), work.batch()).make();
  }

  private Minibatch make() {
    boolean tokens = network.readsTokens();
    Head head = network.head();
    return new Minibatch(
        lengths,
        tokens ? tokens() : new int[0],
        tokens ? new float[0] : floats(cells * network.inputs()),
        head == Head.SYMBOLS ? random.ints(cells, 0, network.outputs()).toArray() : new int[0],
        head == Head.VALUES ? floats(cells * network.outputs()) : new float[0],
        head == Head.REVIEW_CLASS ? classes() : new float[0]);
  }

  private int[] tokens() {
    int[] tokens = random.ints(cells, 0, network.vocabulary()).toArray();
    for (int b = 0; b < lengths.length; b++) {
      Arrays.fill(tokens, b * lengths[0] + lengths[b], (b + 1) * lengths[0], 0);
    }
    return tokens;
  }

  private float[] floats(int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = random.nextFloat();
    }
    return floats;
  }

  private float[] classes() {
    float[] classes = new float[lengths.length];
    for (int b = 0; b < classes.length; b++) {
      classes[b] = random.nextInt(2);
    }
    return classes;
  }
}
