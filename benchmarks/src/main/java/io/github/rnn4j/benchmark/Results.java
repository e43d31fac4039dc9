package io.github.rnn4j.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The results of all turns.
 *
 * @param turns the turns
 */
record Results(List<Turn> turns) {

  /**
   * How many times as long one peer takes as another, over the rounds.
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

  /**
   * Returns the median of a peer's rounds in milliseconds; empty if it did not run the workload.
   */
  Optional<Double> median(String work, PeerKind peer) {
    return median(work, peer, Turn::median);
  }

  /** Returns the median of the rounds' 99th percentiles in milliseconds. */
  Optional<Double> p99(String work, PeerKind peer) {
    return median(work, peer, Turn::p99);
  }

  /** Returns the median of the rounds' processor times of a step in milliseconds. */
  Optional<Double> processor(String work, PeerKind peer) {
    return median(work, peer, turn -> turn.usage().processor());
  }

  /** Returns the peak memory of a peer's process in MB; empty if it is not known. */
  Optional<Double> peak(String work, PeerKind peer) {
    return of(work, peer).stream()
        .map(turn -> turn.usage().peak())
        .filter(peak -> !peak.isNaN())
        .max(Comparator.naturalOrder());
  }

  private Optional<Double> median(String work, PeerKind peer, Function<Turn, Double> figure) {
    List<Turn> own = of(work, peer);
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(Statistics.median(own.stream().map(figure).toList()));
  }

  /** Returns the peer with the smallest median among those that match. */
  Optional<PeerKind> best(String work, Predicate<PeerKind> among) {
    return List.of(PeerKind.values()).stream()
        .filter(among)
        .filter(peer -> median(work, peer).isPresent())
        .min(Comparator.comparingDouble(peer -> median(work, peer).orElseThrow()));
  }

  /** Returns how many times as long a peer takes as the packed layers. */
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
