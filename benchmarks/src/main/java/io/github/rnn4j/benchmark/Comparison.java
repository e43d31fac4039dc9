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
import java.util.function.ToDoubleFunction;

/**
 * Runs peers in turns, round by round and in a different order each round, so that disturbances on
 * the machine affect all peers alike.
 */
final class Comparison {
  /** Maximum relative difference between two peers' losses on equal weights. */
  private static final double TOLERANCE = 1e-3;

  /**
   * The same after two updates. By then the losses differ by up to 0.3 %, because layers with two
   * redundant biases, such as PyTorch's, move their sum twice as far.
   */
  private static final double LATER_TOLERANCE = 1e-2;

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
    double later = peer.ask(new Request.Run(1, 0), Reply.Times.class).first();
    return new Opening(work.name(), peer.kind(), parameters, loss, later);
  }

  /**
   * Checks that all peers compute the same loss, before and after two updates.
   *
   * @throws IllegalStateException if a loss is not finite or differs from the first
   */
  static void requireEqualLosses(Work work, List<Opening> openings) {
    requireEqual(work, openings, Opening::checkLoss, TOLERANCE);
    requireEqual(work, openings, Opening::laterLoss, LATER_TOLERANCE);
  }

  private static void requireEqual(
      Work work, List<Opening> openings, ToDoubleFunction<Opening> loss, double tolerance) {
    Opening first =
        openings.stream().filter(opening -> opening.peer().computesTheSame(work)).findFirst().get();
    double expected = loss.applyAsDouble(first);
    for (Opening opening : openings) {
      double actual = loss.applyAsDouble(opening);
      boolean equal =
          !opening.peer().computesTheSame(work)
              || Math.abs(actual - expected) <= tolerance * Math.abs(expected);
      if (!Double.isFinite(actual) || !equal) {
        throw new IllegalStateException(
            "%s: with equal weights, %s gives %s but %s gives %s, so they do not compute the same function"
                .formatted(
                    work.name(), opening.peer().title(), actual, first.peer().title(), expected));
      }
    }
  }

  private Turn turn(Work work, PeerProcess peer, int round, Schedule schedule)
      throws IOException, InterruptedException {
    Thread.sleep(schedule.pauseMilliseconds());
    Reply.Times reply = peer.ask(schedule.turn(), Reply.Times.class);
    List<Double> times = reply.milliseconds();
    Turn turn =
        new Turn(
            work.name(),
            peer.kind(),
            round,
            times.size(),
            Statistics.median(times),
            Statistics.quantile(times, 0.99),
            reply.usage());
    progress.accept(
        "%s, round %d/%d: %s %.2f ms (%d steps), processor %.2f ms"
            .formatted(
                work.name(),
                round,
                schedule.rounds(),
                peer.kind().title(),
                turn.median(),
                turn.steps(),
                turn.usage().processor()));
    return turn;
  }
}
