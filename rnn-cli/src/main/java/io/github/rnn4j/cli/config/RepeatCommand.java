package io.github.rnn4j.cli.config;

import io.github.rnn4j.config.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds the arguments that reproduce a run: the closest preset plus the options that differ from
 * it.
 */
public final class RepeatCommand {

  private RepeatCommand() {}

  /**
   * Returns the command.
   *
   * @param presets the program's presets, at least one
   * @param config the configuration of the run
   * @param <C> the configuration
   * @return arguments such as {@code train --preset=book --epochs=4}
   */
  public static <C extends Record> List<String> of(List<? extends Preset<C>> presets, C config) {
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
    return shortest;
  }

  /**
   * Returns the command that repeats a run which started from the network of another one.
   *
   * @param source the other run
   * @param config the configuration of the run
   * @return arguments such as {@code train --from=runs/a --data=b.txt ...}
   */
  public static List<String> of(StartedFrom source, Record config) {
    List<String> words = new ArrayList<>(List.of("train"));
    words.addAll(source.options());
    ConfigOptions.typed(config, true).values().stream()
        .flatMap(part -> part.values().stream())
        .filter(typed -> !typed.isEmpty() && !typed.endsWith("="))
        .forEach(words::add);
    return words;
  }

  private static List<String> differences(
      Map<String, Map<String, String>> preset, Map<String, Map<String, String>> wanted) {
    List<String> options = new ArrayList<>();
    wanted.forEach(
        (part, knobs) ->
            knobs.forEach(
                (name, typed) -> {
                  if (!typed.equals(preset.get(part).get(name))) {
                    options.add(typed);
                  }
                }));
    return options;
  }
}
