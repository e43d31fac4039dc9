package io.github.rnn4j.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Figures of all turns.
 *
 * @param turns the turns
 */
record Results(List<Turn> turns) {

  /**
   * How many times slower a peer is than another, from the rounds in which both had a turn.
   *
   * @param median median of the rounds' ratios
   * @param least smallest ratio
   * @param greatest largest ratio
   */
  record Ratio(double median, double least, double greatest) {
    static Ratio of(List<Double> ratios) {
      return new Ratio(
          Statistics.median(ratios),
          Statistics.quantile(ratios, 0),
          Statistics.quantile(ratios, 1));
    }
  }

  Results {
    turns = List.copyOf(turns);
  }

  private List<Turn> of(String work, PeerKind peer) {
    return turns.stream()
        .filter(turn -> turn.work().equals(work) && turn.peer() == peer)
        .sorted(Comparator.comparingInt(Turn::round))
        .toList();
  }

  /** Median of a peer's rounds, milliseconds; none where it did not do the work. */
  Optional<Double> median(String work, PeerKind peer) {
    List<Turn> own = of(work, peer);
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(Statistics.median(own.stream().map(Turn::median).toList()));
  }

  /** Median of the rounds' 99th percentiles, milliseconds. */
  Optional<Double> p99(String work, PeerKind peer) {
    List<Turn> own = of(work, peer);
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(Statistics.median(own.stream().map(Turn::p99).toList()));
  }

  /** The peer of some with the smallest median. */
  Optional<PeerKind> best(String work, Predicate<PeerKind> among) {
    return List.of(PeerKind.values()).stream()
        .filter(among)
        .filter(peer -> median(work, peer).isPresent())
        .min(Comparator.comparingDouble(peer -> median(work, peer).orElseThrow()));
  }

  /** How many times as long as the packed layers a peer needs. */
  Optional<Ratio> ratio(String work, PeerKind peer) {
    List<Turn> ours = of(work, PeerKind.RNN4J);
    List<Turn> theirs = of(work, peer);
    if (ours.isEmpty() || theirs.size() != ours.size()) {
      return Optional.empty();
    }
    return Optional.of(
        Ratio.of(
            IntStream.range(0, ours.size())
                .mapToObj(i -> theirs.get(i).median() / ours.get(i).median())
                .toList()));
  }
}
