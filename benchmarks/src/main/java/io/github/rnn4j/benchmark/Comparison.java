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
 * Lets peers take turns at works: round by round, each round in another order, so that what
 * disturbs the machine disturbs all of them alike.
 */
final class Comparison {
  /** Largest difference of two peers' losses on equal weights, relative to the loss. */
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

  /** Measures one work with all peers that are given. */
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
   * Stops where two peers do not compute the same.
   *
   * @throws IllegalStateException if a loss is not finite or another than that of the first
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
            "%s: on equal weights %s gives %s, and %s gives %s: they do not do the same work"
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
