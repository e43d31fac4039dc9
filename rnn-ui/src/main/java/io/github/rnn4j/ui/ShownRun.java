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
 * A run as the UI shows it: a session of Deeplearning4j in memory, in which each network is a
 * worker.
 */
final class ShownRun {

  private final String session;
  private final StatsStorage storage = new InMemoryStatsStorage();

  /**
   * A run without any reports.
   *
   * @param name of the run's folder
   */
  ShownRun(String name) {
    this.session = name.replaceAll("[^A-Za-z0-9._-]", "_"); // it stands in addresses as it is
  }

  String session() {
    return session;
  }

  StatsStorage storage() {
    return storage;
  }

  /** Reports that were kept; those that a resumed run made once more are left out. */
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

  /** From the last report to the first: what comes after a report of a later update is undone. */
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
