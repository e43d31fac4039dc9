package io.github.rnn4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

@Timeout(30)
class PrefetchTest {

  private final List<LabelledSequence> sequences = RandomSequences.of(100, 1);

  @AfterEach
  void noThreadIsLeft() {
    assertThat(eventually(() -> prefetchThreads() == 0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  void minibatchesAreThoseOfThePlainIterator(int ahead) {
    BucketIterator plain = training(call -> {});
    BucketIterator prefetched = plain.prefetched(ahead);

    for (int epoch = 0; epoch < 3; epoch++) {
      while (plain.hasNext()) {
        DataSet expected = plain.next();
        DataSet actual = prefetched.next();
        assertThat(actual).isEqualTo(expected);
        assertThat(prefetched.indices()).isEqualTo(plain.indices());
        assertThat(BucketIterator.indicesOf(actual)).isEqualTo(plain.indices());
      }
      assertThat(prefetched.hasNext()).isFalse();
      assertThat(prefetched.paddingShare()).isEqualTo(plain.paddingShare());
      plain.reset();
      prefetched.reset();
    }
  }

  @Test
  void resetInTheMiddleOfAnEpochGoesToTheNextOne() {
    BucketIterator plain = training(call -> {});
    BucketIterator prefetched = plain.prefetched(3);
    prefetched.next();
    plain.next();

    prefetched.reset();
    plain.reset();

    assertThat(BucketIteratorTest.takeEpoch(prefetched))
        .usingRecursiveComparison()
        .isEqualTo(BucketIteratorTest.takeEpoch(plain));
  }

  @Test
  void prefetchedIteratorMovesOnItsOwn() {
    BucketIterator plain = training(call -> {});
    plain.setEpoch(2);
    plain.next();

    BucketIterator prefetched = plain.prefetched(1);

    assertThat(prefetched.epoch()).isEqualTo(2);
    assertThat(BucketIteratorTest.takeEpoch(prefetched)).hasSize(plain.minibatches());
    assertThat(plain.hasNext()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 13})
  void whatABuildThrowsIsThrownByNext(int failing) {
    RuntimeException runtime = new IllegalArgumentException("broken on purpose");
    Error error = new OutOfMemoryError("broken on purpose");

    for (Throwable thrown : List.of(runtime, error)) {
      BucketIterator prefetched =
          training(
                  call -> {
                    if (call == failing) {
                      PrefetchTest.<RuntimeException>sneak(thrown);
                    }
                  })
              .prefetched(2);
      for (int i = 1; i < failing; i++) {
        prefetched.next();
      }
      assertThatThrownBy(prefetched::next).isSameAs(thrown);
    }
  }

  @Test
  void iteratorGoesOnAfterABuildThatFailedOnce() {
    BucketIterator plain = training(call -> {});
    BucketIterator prefetched =
        training(
                call -> {
                  if (call == 3) {
                    throw new IllegalArgumentException("once");
                  }
                })
            .prefetched(1);
    plain.next();
    plain.next();
    prefetched.next();
    prefetched.next();

    assertThatThrownBy(prefetched::next).hasMessage("once");

    // The minibatch that failed is built again: none is lost.
    assertThat(BucketIteratorTest.takeEpoch(prefetched))
        .usingRecursiveComparison()
        .isEqualTo(BucketIteratorTest.takeEpoch(plain));
  }

  @Test
  void noMoreMinibatchesAreBuiltThanAskedFor() throws InterruptedException {
    AtomicInteger built = new AtomicInteger();
    BucketIterator prefetched = training(call -> built.incrementAndGet()).prefetched(2);

    assertThat(built).hasValue(0);
    prefetched.next();

    // One was taken and two wait.
    assertThat(eventually(() -> built.get() == 3)).isTrue();
    Thread.sleep(50);
    assertThat(built).hasValue(3);
  }

  @Test
  void threadEndsWhenTheConsumerJustStops() {
    BucketIterator prefetched = training(call -> {}).prefetched(2);
    prefetched.next();
    assertThat(prefetchThreads()).isEqualTo(1);

    // Nothing is closed: the thread ends because there are no more requests.
    assertThat(eventually(() -> prefetchThreads() == 0)).isTrue();
    assertThat(prefetched.hasNext()).isTrue();
    assertThat(BucketIteratorTest.takeEpoch(prefetched)).hasSize(prefetched.minibatches() - 1);
  }

  @Test
  void closeDropsWhatIsNotBuilt() throws InterruptedException {
    CountDownLatch secondBegan = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger built = new AtomicInteger();
    BucketIterator prefetched =
        training(
                call -> {
                  built.incrementAndGet();
                  if (call == 2) {
                    secondBegan.countDown();
                    await(release);
                  }
                })
            .prefetched(8);
    prefetched.next();
    secondBegan.await();

    prefetched.close();
    release.countDown();

    assertThat(eventually(() -> prefetchThreads() == 0)).isTrue();
    assertThat(built).hasValue(2);
  }

  @Test
  void interruptedConsumerGetsAnErrorAndKeepsTheInterrupt() {
    CountDownLatch release = new CountDownLatch(1);
    BucketIterator prefetched = training(call -> await(release)).prefetched(1);

    Thread.currentThread().interrupt();
    assertThatIllegalStateException()
        .isThrownBy(prefetched::next)
        .withMessageContaining("Interrupted");

    assertThat(Thread.interrupted()).isTrue();
    release.countDown();
  }

  private BucketIterator training(IntConsumer onBuild) {
    BatchOptions options = BatchOptions.of(new Watched(onBuild)).withBatchSize(8);
    return BucketIterator.training(sequences, options.withPoolBatches(3), 7);
  }

  private static long prefetchThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(Prefetcher.THREAD_NAME))
        .count();
  }

  private static boolean eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      await(new CountDownLatch(1), 5);
    }
    return condition.getAsBoolean();
  }

  private static void await(CountDownLatch latch) {
    await(latch, 10_000);
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      boolean ignored = latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** Calls back with the number of the build, from 1, before it encodes. */
  private static final class Watched implements FeatureEncoding {

    private static final FeatureEncoding INDICES =
        new FeatureEncoding.Indices(RandomSequences.VOCABULARY_SIZE);

    private final transient IntConsumer onBuild;
    private final AtomicInteger calls = new AtomicInteger();

    Watched(IntConsumer onBuild) {
      this.onBuild = onBuild;
    }

    @Override
    public int channels() {
      return INDICES.channels();
    }

    @Override
    public int vocabularySize() {
      return INDICES.vocabularySize();
    }

    @Override
    public INDArray encode(int[][] tokens, int steps) {
      onBuild.accept(calls.incrementAndGet());
      return INDICES.encode(tokens, steps);
    }
  }
}
