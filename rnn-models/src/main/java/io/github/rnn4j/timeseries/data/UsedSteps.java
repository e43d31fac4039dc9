package io.github.rnn4j.timeseries.data;

import io.github.rnn4j.timeseries.config.DataConfig;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The numbers of steps that are used where a configuration has 0, which leaves them open. */
public final class UsedSteps {

  private UsedSteps() {}

  /**
   * Returns what to show for the options that are 0.
   *
   * @param config how the series was read and split
   * @param data the series
   * @return texts by option, such as {@code validation} and {@code 0 (21 steps)}
   */
  public static Map<String, String> of(DataConfig config, SeriesData data) {
    int length = data.series().length();
    Map<String, String> used = new TreeMap<>();
    if (config.validation() == 0) {
      used.put("validation", text("", data.testStart() - data.trainEnd()));
    }
    if (config.test() == 0) {
      used.put("test", text("", length - data.testStart()));
    }
    if (config.last() == 0) {
      used.put("last", text("all ", length));
    }
    return used;
  }

  /** Returns the same for several series, whose periods are always set. */
  public static Map<String, String> ofSeveral(DataConfig config) {
    return config.last() == 0 ? Map.of("last", "0 (all steps)") : Map.of();
  }

  private static String text(String which, int steps) {
    return String.format(Locale.ROOT, "0 (%s%,d %s)", which, steps, steps == 1 ? "step" : "steps");
  }
}
