package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Reply;
import io.github.rnn4j.benchmark.work.Request;
import io.github.rnn4j.benchmark.work.Weights;
import io.github.rnn4j.benchmark.work.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs peers in turns, round by round and in a different order each round, so that disturbances on
 * the machine affect all peers alike.
 */
final class Comparison {
  /** Maximum relative difference between two peers' losses on equal weights. */
  private static final double TOLERANCE = 1e-3;

  private final Consumer<String> progress;
  private final List<Opening> openings = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();

  Comparison(Consumer<String> progress) {
    this.progress = progress;
  }

  List<Turn> turns() {
    return turns;
  }

  List<Opening> openings() {
    return openings;
  }

  /** Measures one workload with all the given peers. */
  void measure(Work work, List<PeerProcess> peers, Schedule schedule)
      throws IOException, InterruptedException {
    for (PeerProcess peer : peers) {
      openings.add(check(work, peer));
    }
    requireEqualLosses(work, openings.stream().filter(o -> o.work().equals(work.name())).toList());
    for (PeerProcess peer : peers) {
      peer.ask(new Request.Open(work.name(), Weights.RANDOM), Reply.Opened.class);
      Thread.sleep(schedule.pauseMilliseconds());
      peer.ask(schedule.warmUpOf(peer.kind()), Reply.Done.class);
    }
    for (int round = 1; round <= schedule.rounds(); round++) {
      List<PeerProcess> order = new ArrayList<>(peers);
      Collections.rotate(order, round);
      for (PeerProcess peer : order) {
        turns.add(turn(work, peer, round, schedule));
      }
    }
    for (PeerProcess peer : peers) {
      peer.ask(new Request.Close(), Reply.Done.class);
    }
  }

  private static Opening check(Work work, PeerProcess peer) throws IOException {
    Request open = new Request.Open(work.name(), Weights.CHECK);
    long parameters = peer.ask(open, Reply.Opened.class).parameters();
    double loss = peer.ask(new Request.Run(1, 0), Reply.Times.class).first();
    return new Opening(work.name(), peer.kind(), parameters, loss);
  }

  /**
   * Checks that all peers compute the same loss.
   *
   * @throws IllegalStateException if a loss is not finite or differs from the first
   */
  static void requireEqualLosses(Work work, List<Opening> openings) {
    List<Opening> comparable =
        openings.stream().filter(opening -> opening.peer().computesTheSame(work)).toList();
    for (Opening opening : openings) {
      boolean equal =
          !opening.peer().computesTheSame(work)
              || Math.abs(opening.checkLoss() - comparable.get(0).checkLoss())
                  <= TOLERANCE * Math.abs(comparable.get(0).checkLoss());
      if (!Double.isFinite(opening.checkLoss()) || !equal) {
        throw new IllegalStateException(
            "%s: with equal weights, %s gives %s but %s gives %s, so they do not compute the same function"
                .formatted(
                    work.name(),
                    opening.peer().title(),
                    opening.checkLoss(),
                    comparable.get(0).peer().title(),
                    comparable.get(0).checkLoss()));
      }
    }
  }

  private Turn turn(Work work, PeerProcess peer, int round, Schedule schedule)
      throws IOException, InterruptedException {
    Thread.sleep(schedule.pauseMilliseconds());
    List<Double> times = peer.ask(schedule.turn(), Reply.Times.class).milliseconds();
    Turn turn =
        new Turn(
            work.name(),
            peer.kind(),
            round,
            times.size(),
            Statistics.median(times),
            Statistics.quantile(times, 0.99));
    progress.accept(
        "%s, round %d/%d: %s %.2f ms (%d steps)"
            .formatted(
                work.name(),
                round,
                schedule.rounds(),
                peer.kind().title(),
                turn.median(),
                turn.steps()));
    return turn;
  }
}
