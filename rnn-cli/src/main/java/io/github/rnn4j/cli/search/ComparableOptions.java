package io.github.rnn4j.cli.search;

import io.github.rnn4j.cli.config.ConfigOptions;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The options that a search may try: validation results with different values can be compared. */
public final class ComparableOptions {

  private ComparableOptions() {}

  /**
   * Returns the options of the network and of the training.
   *
   * @param shown a configuration with the parts {@code network} and {@code training}
   * @param without those of them that change what is validated or how it is measured, or nothing
   *     that validation measures
   * @param more options of other parts
   * @return whether an option, such as {@code --hidden}, can be tried
   */
  public static Predicate<String> of(Record shown, Set<String> without, Set<String> more) {
    Set<String> options = new LinkedHashSet<>(more);
    Map<String, Map<String, String>> parts = ConfigOptions.values(shown);
    parts.get("network").keySet().forEach(name -> options.add("--" + name));
    parts.get("training").keySet().forEach(name -> options.add("--" + name));
    options.removeAll(without);
    return options::contains;
  }
}
