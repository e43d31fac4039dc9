package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Request;

/**
 * How long to warm up and to measure.
 *
 * @param rounds number of rounds, in each of which every peer has one turn, 1 or more
 * @param warmUp the warm-up before the first round
 * @param ownWarmUp the warm-up of rnn-core, whose code Java compiles while it runs, on the same
 *     processors
 * @param turn one turn in a round
 * @param pauseMilliseconds pause between two turns, because OpenMP threads keep spinning for 200 ms
 *     after their work is done
 */
record Schedule(
    int rounds,
    Request.WarmUp warmUp,
    Request.WarmUp ownWarmUp,
    Request.Run turn,
    int pauseMilliseconds) {
  static final int DEFAULT_ROUNDS = 7;
  static final int QUICK_ROUNDS = 2;

  Schedule {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds is %d: it must be 1 or more".formatted(rounds));
    }
  }

  /** Returns the schedule for results to publish. */
  static Schedule full(int rounds) {
    return new Schedule(
        rounds,
        new Request.WarmUp(8_000, 8_000),
        new Request.WarmUp(20_000, 90_000),
        new Request.Run(1, 1_500),
        300);
  }

  /** Returns a schedule that only checks that everything runs; its results mean nothing. */
  static Schedule quick(int rounds) {
    Request.WarmUp one = new Request.WarmUp(0, 0);
    return new Schedule(rounds, one, one, new Request.Run(1, 0), 300);
  }

  /**
   * Returns the schedule for further workloads that run the same code: Java has already compiled
   * it, and rnn-core needs no longer a warm-up than the other peers.
   */
  Schedule compiled() {
    return new Schedule(rounds, warmUp, warmUp, turn, pauseMilliseconds);
  }

  /** Returns the warm-up of a peer before the first round. */
  Request.WarmUp warmUpOf(PeerKind peer) {
    return peer.isOwn() ? ownWarmUp : warmUp;
  }
}
