package io.github.rnn4j.cli.config;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Prints the options in a command's help under headings: first the options without a heading, then
 * the parts of the configuration, then the classes of options with an {@link OptionHeading}.
 *
 * <p>The sections exist only in the help. With picocli's own groups, repeating an option would be
 * reported as an error of the group instead of the option.
 */
final class OptionSections implements IHelpSectionRenderer {

  private static final String NONE = "";

  private final Map<OptionSpec, String> ofConfiguration = new LinkedHashMap<>();

  /** Puts an option of the configuration under the heading of its part. */
  void add(OptionSpec option, String heading) {
    ofConfiguration.put(option, heading);
  }

  @Override
  public String render(Help help) {
    Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
    sections.put(NONE, new ArrayList<>());
    ofConfiguration.forEach((option, heading) -> add(option, heading, sections));
    help.commandSpec().options().stream()
        .filter(option -> !ofConfiguration.containsKey(option))
        .forEach(option -> add(option, annotated(option).orElse(NONE), sections));
    StringBuilder text = new StringBuilder();
    sections.forEach((heading, options) -> text.append(section(help, heading, options)));
    return text.toString();
  }

  private static void add(
      OptionSpec option, String heading, Map<String, List<OptionSpec>> sections) {
    sections.computeIfAbsent(heading, other -> new ArrayList<>()).add(option);
  }

  private static Optional<String> annotated(OptionSpec option) {
    if (!(option.userObject() instanceof Field field)) {
      return Optional.empty();
    }
    return Optional.ofNullable(field.getAnnotation(OptionHeading.class))
        .or(() -> Optional.ofNullable(field.getDeclaringClass().getAnnotation(OptionHeading.class)))
        .map(OptionHeading::value);
  }

  /** Uses the layout of all options, which keeps the columns equally wide in every section. */
  private static String section(Help help, String heading, List<OptionSpec> options) {
    options.sort(Comparator.comparingInt(OptionSpec::order));
    Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.parameterLabelRenderer());
    return (heading.equals(NONE) ? "" : help.createHeading("%n" + heading + ":%n")) + layout;
  }
}
