package io.github.rnn4j.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsInitializationReport;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/**
 * The start page for several runs: their scores in one chart, and links to the pages of each run.
 * Deeplearning4j's own pages show one run at a time.
 */
final class RunsPage {

  private static final String TEMPLATE = "runs.html";
  private static final String PLACE = "[/* the runs */]";

  private final Set<String> sessions;
  private final String html;

  /**
   * The scores of one network of a run.
   *
   * @param name the name of the run, with that of the network if there are several
   * @param session the name of the run in the addresses of its pages
   * @param layers the number of layers
   * @param parameters the number of parameters
   * @param updates the numbers of the updates that were reported
   * @param seconds the time from the first report to each
   * @param scores the training loss at each
   */
  record Series(
      String name,
      String session,
      int layers,
      long parameters,
      List<Integer> updates,
      List<Double> seconds,
      List<Double> scores) {}

  RunsPage(List<ShownRun> runs) {
    List<Series> all = new ArrayList<>();
    runs.forEach(run -> all.addAll(series(run)));
    this.sessions = runs.stream().map(ShownRun::session).collect(Collectors.toSet());
    this.html = page(all);
  }

  String html() {
    return html;
  }

  /** Returns whether the page shows this run. */
  boolean has(String session) {
    return sessions.contains(session);
  }

  static List<Series> series(ShownRun run) {
    List<Persistable> descriptions =
        run.storage().getAllStaticInfos(run.session(), StatsListener.TYPE_ID);
    List<Series> all = new ArrayList<>();
    for (Persistable described : descriptions) {
      String network = described.getWorkerID();
      String name =
          descriptions.size() == 1 ? run.session() : "%s, %s".formatted(run.session(), network);
      all.add(series(run, name, (StatsInitializationReport) described));
    }
    return all;
  }

  private static Series series(ShownRun run, String name, StatsInitializationReport network) {
    List<Integer> updates = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    List<Persistable> reports =
        run.storage()
            .getAllUpdatesAfter(run.session(), StatsListener.TYPE_ID, network.getWorkerID(), 0);
    for (Persistable reported : reports) {
      StatsReport report = (StatsReport) reported;
      if (Double.isFinite(report.getScore())) {
        updates.add(report.getIterationCount());
        seconds.add((report.getTimeStamp() - reports.get(0).getTimeStamp()) / 1000.0);
        scores.add(report.getScore());
      }
    }
    return new Series(
        name,
        run.session(),
        network.getModelNumLayers(),
        network.getModelNumParams(),
        updates,
        seconds,
        scores);
  }

  private static String page(List<Series> all) {
    try (InputStream template = RunsPage.class.getResourceAsStream(TEMPLATE)) {
      String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace(PLACE, json(all));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Returns JSON for an element within a page: no text in it can end the element. */
  private static String json(List<Series> all) throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(all).replace("<", "\\u003c");
  }
}
