package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Work;
import io.github.rnn4j.benchmark.work.Works;
import io.github.rnn4j.benchmark.work.Works.Axis;
import java.util.ArrayList;
import java.util.List;

/**
 * The cost of a packed LSTM against one size while the other sizes stay fixed, on one thread and on
 * all cores.
 *
 * @param results the turns
 * @param setting where, when and how the turns were measured
 */
record ScalingReport(Results results, Report.Setting setting) {
  static final List<PeerKind> PEERS = List.of(PeerKind.RNN4J_ONE, PeerKind.RNN4J);

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("# Cost against T, H and B");
    lines.add("");
    lines.addAll(setting.lines());
    lines.add(
        "The table shows the time of a training step of `PackedLstm` for different numbers of time steps (T), hidden units (H)");
    lines.add(
        "and sequences in a minibatch (B). In each row one of them varies; the others are T = 100, H = 128 and B = 32. The layer");
    lines.add(
        "has as many inputs as hidden units. The exponent is the slope on logarithmic axes: 1 means that twice the size takes");
    lines.add("twice the time.");
    lines.addAll(
        List.of(
            "",
            "| size | milliseconds on 1 thread | exponent | milliseconds on all cores | exponent | speedup |",
            "| --- | --- | ---: | --- | ---: | ---: |"));
    for (Axis axis : Axis.values()) {
      List<Double> one = times(axis, PeerKind.RNN4J_ONE);
      List<Double> all = times(axis, PeerKind.RNN4J);
      int last = one.size() - 1;
      lines.add(
          "| %s = %s | %s | %.2f | %s | %.2f | %s to %s |"
              .formatted(
                  axis,
                  join(axis.sizes()),
                  join(one.stream().map(Report::text).toList()),
                  Statistics.exponent(sizes(axis), one),
                  join(all.stream().map(Report::text).toList()),
                  Statistics.exponent(sizes(axis), all),
                  Report.text(one.get(0) / all.get(0)),
                  Report.text(one.get(last) / all.get(last))));
    }
    lines.addAll(List.of("", "![Cost against T, H and B](images/benchmarks-scaling.png)", ""));
    return lines;
  }

  static List<Double> sizes(Axis axis) {
    return axis.sizes().stream().map(Integer::doubleValue).toList();
  }

  List<Double> times(Axis axis, PeerKind peer) {
    return Works.scaling(axis).stream()
        .map(Work::name)
        .map(name -> results.median(name, peer).orElseThrow())
        .toList();
  }

  private static String join(List<?> values) {
    return String.join(", ", values.stream().map(Object::toString).toList());
  }
}
