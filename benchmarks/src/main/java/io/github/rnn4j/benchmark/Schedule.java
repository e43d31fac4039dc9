package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Request;

/**
 * How long is measured.
 *
 * @param rounds rounds in which each peer has one turn, 1 or more
 * @param warmUp what comes before the first round
 * @param ownWarmUp the same for rnn-core, whose code Java compiles while it runs, on the same
 *     processors
 * @param turn a turn in a round
 * @param pauseMilliseconds rest between two turns: threads of OpenMP spin on for 200 ms when their
 *     work is done
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

  /** For figures that are published. */
  static Schedule full(int rounds) {
    return new Schedule(
        rounds,
        new Request.WarmUp(8_000, 8_000),
        new Request.WarmUp(20_000, 90_000),
        new Request.Run(1, 1_500),
        300);
  }

  /** To see that everything runs; its figures mean nothing. */
  static Schedule quick(int rounds) {
    Request.WarmUp one = new Request.WarmUp(0, 0);
    return new Schedule(rounds, one, one, new Request.Run(1, 0), 300);
  }

  /**
   * For works that follow one another in the same code: Java has compiled it in the first, so the
   * others need no more of a warm-up than the other peers.
   */
  Schedule compiled() {
    return new Schedule(rounds, warmUp, warmUp, turn, pauseMilliseconds);
  }

  /** What a peer does before the first round. */
  Request.WarmUp warmUpOf(PeerKind peer) {
    return peer.isOwn() ? ownWarmUp : warmUp;
  }
}
