package io.github.rnn4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Calls that several threads make at the same time. */
public final class SeveralThreads {

  private static final int THREADS = 4;

  private SeveralThreads() {}

  /** Returns the results of a call with each of the numbers from 0 to {@code calls - 1}. */
  public static <T> List<T> results(int calls, IntFunction<T> call) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        int number = i;
        futures.add(
            pool.submit(
                () -> {
                  if (number < THREADS) {
                    start.await();
                  }
                  return call.apply(number);
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
