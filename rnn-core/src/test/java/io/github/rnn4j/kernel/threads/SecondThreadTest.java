package io.github.rnn4j.kernel.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.kernel.threads.SecondThread.TwoSlices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When {@link SecondThread} helps, polls and sleeps; no test depends on how fast it is. */
@Timeout(60)
class SecondThreadTest {
  private static final long FOREVER = Long.MAX_VALUE;

  /** The thread that computed each slice. */
  private static final class Recorded implements TwoSlices {
    private final Thread[] threads = new Thread[2];

    @Override
    public void slice(int index) {
      threads[index] = Thread.currentThread();
    }
  }

  /** Its first slice waits until the second one has begun, which takes another thread. */
  private static final class Shared implements TwoSlices {
    private final CountDownLatch secondBegan = new CountDownLatch(1);

    @Override
    public void slice(int index) {
      if (index == 1) {
        secondBegan.countDown();
      } else {
        await(secondBegan);
      }
    }
  }

  /** A caller that stays in its first slice until it is released. */
  private static final class Busy implements TwoSlices, AutoCloseable {
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Thread caller;

    Busy(SecondThread second) {
      caller = new Thread(() -> second.run(this));
      caller.start();
      SecondThreadTest.await(began);
    }

    @Override
    public void slice(int index) {
      if (index == 0) {
        began.countDown();
        SecondThreadTest.await(released);
      }
    }

    @Override
    public void close() throws InterruptedException {
      released.countDown();
      caller.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLoneCallerIsHelped() {
    SecondThread second = new SecondThread(2, FOREVER);

    for (int i = 0; i < 100; i++) {
      second.run(new Shared());
    }
  }

  @Test
  void aSleepingThreadIsWoken() {
    SecondThread second = new SecondThread(2, 0);

    for (int i = 0; i < 100; i++) {
      second.run(new Shared());
      while (!second.isAsleep()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void onOneProcessorEveryCallerComputesAlone() {
    SecondThread second = new SecondThread(1, FOREVER);
    Recorded work = new Recorded();

    second.run(work);

    assertThat(work.threads).containsOnly(Thread.currentThread());
  }

  @Test
  void callersThatOccupyAllProcessorsComputeAlone() throws InterruptedException {
    SecondThread second = new SecondThread(2, FOREVER);

    try (Busy busy = new Busy(second)) {
      assertThat(busy.caller.isAlive()).isTrue();
      Recorded work = new Recorded();
      second.run(work);

      assertThat(work.threads).containsOnly(Thread.currentThread());
    }
  }

  /** Its patience never ends, so only the number of callers can send it to sleep. */
  @Test
  void itStopsPollingWhenCallersOccupyAllProcessors() throws InterruptedException {
    SecondThread second = new SecondThread(3, FOREVER);
    second.run(new Shared());
    assertThat(second.isAsleep()).as("polls for a lone caller").isFalse();

    List<Busy> callers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      callers.add(new Busy(second));
    }
    while (!second.isAsleep()) { // the timeout of this class ends a thread that polls on
      Thread.onSpinWait();
    }
    for (Busy caller : callers) {
      caller.close();
    }

    second.run(new Shared()); // it helps again
  }

  @Test
  void oneCallerIsHelpedAtATime() throws InterruptedException {
    SecondThread second = new SecondThread(64, FOREVER);

    try (Busy busy = new Busy(second)) {
      assertThat(busy.caller.isAlive()).isTrue();
      Recorded work = new Recorded();
      second.run(work);

      assertThat(work.threads).containsOnly(Thread.currentThread());
    }
  }

  @Test
  void anErrorInTheSecondThreadReachesTheCaller() {
    SecondThread second = new SecondThread(2, FOREVER);
    CountDownLatch began = new CountDownLatch(1);
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

    assertThatThrownBy(
            () ->
                second.run(
                    index -> {
                      threads.add(Thread.currentThread());
                      if (index == 1) {
                        began.countDown();
                        throw new IllegalArgumentException("broken");
                      }
                      await(began);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("broken");
    assertThat(threads).doesNotHaveDuplicates();
    second.run(new Shared()); // it still works
  }
}
