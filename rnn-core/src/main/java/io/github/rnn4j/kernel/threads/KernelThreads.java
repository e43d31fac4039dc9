package io.github.rnn4j.kernel.threads;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The threads that all layers share. The calling thread also works on its tasks; it never waits for
 * a thread that another layer keeps busy.
 */
public final class KernelThreads {
  /** Number of multiplications below which a second thread costs more than it gains. */
  private static final long FEW = 200_000;

  private static final int MAX_WAITING = 1024;
  private static final int COUNT = ThreadCount.configured();
  private static final ThreadPoolExecutor POOL = pool();

  private KernelThreads() {}

  /** Returns how many tasks run at the same time, including the caller's. */
  public static int count() {
    return COUNT;
  }

  /**
   * Returns how many threads to use for an amount of work.
   *
   * @param multiplications total number of multiplications
   * @return 1 for little work, otherwise {@link #count()}
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
            new ThreadPoolExecutor.DiscardPolicy()); // the caller does the work instead
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Runs all tasks, in any order, and returns when all are done. */
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

  /** Hands out tasks one by one to every thread that calls {@link #run}. */
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
          interrupted = true; // the arrays are still in use: wait, and interrupt later
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
