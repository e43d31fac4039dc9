package io.github.rnn4j.ui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/**
 * A run as the UI shows it: a Deeplearning4j session in memory, in which each network is a worker.
 */
final class ShownRun {

  private final String session;
  private final StatsStorage storage = new InMemoryStatsStorage();

  /**
   * Creates a run without reports.
   *
   * @param name the name of the run's folder
   */
  ShownRun(String name) {
    this.session = name.replaceAll("[^A-Za-z0-9._-]", "_"); // goes unencoded into addresses
  }

  String session() {
    return session;
  }

  StatsStorage storage() {
    return storage;
  }

  /** Adds saved reports, except those that a resumed run repeated. */
  ShownRun with(StatisticsFile.Content kept) {
    kept.descriptions()
        .forEach(
            description -> {
              description.reportIDs(
                  session,
                  StatsListener.TYPE_ID,
                  description.getWorkerID(),
                  description.getTimeStamp());
              storage.putStaticInfo(description);
            });
    for (SbeStatsReport update : withoutRepeated(kept.updates())) {
      update.reportIDs(session, StatsListener.TYPE_ID, update.getWorkerID(), update.getTimeStamp());
      storage.putUpdate(update);
    }
    return this;
  }

  /** Goes from the latest report to the first, and drops updates that a resumed run made again. */
  private static List<SbeStatsReport> withoutRepeated(List<SbeStatsReport> updates) {
    List<SbeStatsReport> latestFirst = new ArrayList<>(updates);
    latestFirst.sort(Comparator.comparingLong(SbeStatsReport::getTimeStamp).reversed());
    Map<String, Integer> begun = new HashMap<>(); // the earliest update so far, of each network
    List<SbeStatsReport> kept = new ArrayList<>();
    for (SbeStatsReport update : latestFirst) {
      int earliest = begun.getOrDefault(update.getWorkerID(), Integer.MAX_VALUE);
      if (update.getIterationCount() < earliest) {
        begun.put(update.getWorkerID(), update.getIterationCount());
        kept.add(update);
      }
    }
    Collections.reverse(kept);
    return kept;
  }
}
