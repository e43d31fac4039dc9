package io.github.rnn4j.cli.config;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.config.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Builds the command that reproduces a run: the closest preset plus the options that differ from
 * it.
 */
public final class RepeatCommand {

  private static final Pattern PLAIN = Pattern.compile("[\\w./,:+=-]+");

  private RepeatCommand() {}

  /**
   * Returns the command.
   *
   * @param presets the program's presets, at least one
   * @param config the configuration of the run
   * @param <C> the configuration
   * @return a command such as {@code train --preset=book --epochs=4}
   */
  public static <C extends Record> String of(List<? extends Preset<C>> presets, C config) {
    Map<String, Map<String, String>> wanted = ConfigOptions.typed(config, true);
    List<String> shortest = null;
    for (Preset<C> preset : presets) {
      List<String> words = new ArrayList<>(List.of("train", "--preset=" + preset));
      words.addAll(differences(ConfigOptions.typed(preset.config(), false), wanted));
      if (shortest == null || words.size() < shortest.size()) {
        shortest = words;
      }
    }
    if (shortest == null) {
      throw new IllegalArgumentException("presets is empty; it must have at least one preset");
    }
    return String.join(" ", shortest);
  }

  private static List<String> differences(
      Map<String, Map<String, String>> preset, Map<String, Map<String, String>> wanted) {
    List<String> options = new ArrayList<>();
    wanted.forEach(
        (part, knobs) ->
            knobs.forEach(
                (name, typed) -> {
                  if (!typed.equals(preset.get(part).get(name))) {
                    options.add(quoted(typed));
                  }
                }));
    return options;
  }

  /** Quotes a word for a shell, inside the double quotes of {@link Application#commandLine}. */
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word + "'";
  }
}
