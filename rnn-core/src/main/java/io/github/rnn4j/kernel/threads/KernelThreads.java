package io.github.rnn4j.kernel.threads;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The threads that all layers share. A caller works too, so that it never waits for a thread that
 * another layer keeps busy.
 */
public final class KernelThreads {
  /** Multiplications below which a second thread costs more than it brings. */
  private static final long FEW = 200_000;

  private static final int MAX_WAITING = 1024;
  private static final int COUNT = ThreadCount.configured();
  private static final ThreadPoolExecutor POOL = pool();

  private KernelThreads() {}

  /** How many tasks run at the same time, the caller's included. */
  public static int count() {
    return COUNT;
  }

  /**
   * How many threads are worth their cost.
   *
   * @param multiplications all that there is to do
   * @return 1 for few
   */
  public static int countFor(long multiplications) {
    return multiplications < FEW ? 1 : COUNT;
  }

  private static ThreadPoolExecutor pool() {
    AtomicInteger number = new AtomicInteger();
    int helpers = Math.max(1, COUNT - 1);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            helpers,
            helpers,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "rnn4j-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // the caller does what no helper takes
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Runs all tasks, in any order, and returns when the last is done. */
  public static void run(List<? extends Runnable> tasks) {
    if (COUNT == 1 || tasks.size() == 1) {
      tasks.forEach(Runnable::run);
      return;
    }
    Work work = new Work(tasks);
    for (int i = 1; i < Math.min(COUNT, tasks.size()); i++) {
      POOL.execute(work);
    }
    work.run();
    work.await();
  }

  /** Hands out tasks one by one to whoever asks. */
  private static final class Work implements Runnable {
    private final List<? extends Runnable> tasks;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Work(List<? extends Runnable> tasks) {
      this.tasks = tasks;
      open = new CountDownLatch(tasks.size());
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
        try {
          tasks.get(i).run();
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          open.countDown();
        }
      }
    }

    private void await() {
      boolean interrupted = false;
      while (true) {
        try {
          open.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true; // the arrays are still in use: wait, and pass it on
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable thrown = failure.get();
      if (thrown != null) {
        throw new IllegalStateException("A packed layer failed in one of its threads", thrown);
      }
    }
  }
}
