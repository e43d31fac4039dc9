package io.github.rnn4j.ui;

import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;

/** Reads statistics like the command {@code ui}, which then starts a server. */
public final class ReadStatistics {

  private ReadStatistics() {}

  /**
   * Reads the statistics of a run and makes the start page.
   *
   * @throws io.github.rnn4j.loop.RunException if they cannot be read
   */
  public static void of(Path run) {
    show(new StatisticsFile(RunDirectory.open(run)).read());
  }

  /** Returns an encoded description of a network, and an encoded update, from a run. */
  public static List<byte[]> reports(Path run) {
    StatisticsFile.Content content = new StatisticsFile(RunDirectory.open(run)).read();
    return List.of(content.descriptions().get(0).encode(), content.updates().get(0).encode());
  }

  /** Decodes reports, and if they are not refused, makes the start page. */
  public static void ofReports(byte[] description, byte[] update) {
    SbeStatsInitializationReport network = new SbeStatsInitializationReport();
    SbeStatsReport score = new SbeStatsReport();
    StatisticsFile.Content content;
    try {
      network.decode(new ReportBytes(description));
      score.decode(new ReportBytes(update));
      content = new StatisticsFile.Content(List.of(network), List.of(score));
    } catch (RuntimeException refused) {
      return; // StatisticsFile reports it
    }
    show(content);
  }

  private static void show(StatisticsFile.Content content) {
    new RunsPage(List.of(new ShownRun("run").with(content)));
  }
}
