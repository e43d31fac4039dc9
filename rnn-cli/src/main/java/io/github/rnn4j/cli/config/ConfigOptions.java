package io.github.rnn4j.cli.config;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.config.Preset;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line of a configuration: one option for each component of its parts, named, typed and
 * described by the component.
 *
 * <p>A configuration is a public record whose components, its parts, are public records; each
 * component of a part has a {@link Knob}. An option keeps the name of its component: {@code
 * learningRate} is {@code --learning-rate}. A component that is a boolean is a switch that can be
 * turned off, {@code --[no-]difference}. Names are unique over all parts.
 */
public final class ConfigOptions {

  private ConfigOptions() {}

  /**
   * Adds an option per component, an option's enum converter included. The help has a heading for
   * each part, and for other options of the command by {@link OptionHeading}.
   *
   * @param spec the command
   * @param shown the values that the help shows as the defaults
   */
  public static void addTo(CommandSpec spec, Record shown) {
    OptionSections sections = new OptionSections();
    for (RecordComponent part : shown.getClass().getRecordComponents()) {
      Record values = (Record) valueOf(part, shown);
      for (RecordComponent knob : part.getType().getRecordComponents()) {
        OptionSpec option = option(knob, OptionText.of(valueOf(knob, values)));
        spec.addOption(option);
        sections.add(option, heading(part));
      }
    }
    spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, sections);
  }

  private static String heading(RecordComponent part) {
    String name = part.getName();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /**
   * Adds the options of a configuration to a command that has an option {@code --preset}: the
   * presets are listed below the help, which shows the values of one of them as the defaults.
   *
   * @param command the command
   * @param presets an enum
   * @param shown the preset whose values are the defaults
   * @param <P> the enum
   */
  public static <P extends Enum<P> & Preset<?>> void addTo(
      CommandLine command, Class<P> presets, P shown) {
    addTo(command.getCommandSpec(), shown.config());
    command
        .getCommandSpec()
        .usageMessage()
        .footer(
            Stream.concat(
                    Stream.of(
                        "%nThe defaults above are those of " + OptionText.of(shown) + ". Presets:"),
                    Stream.of(presets.getEnumConstants())
                        .map(preset -> "  " + OptionText.of(preset) + ": " + preset.cost()))
                .toArray(String[]::new));
    command.registerConverter(presets, enumConverter(presets));
  }

  /**
   * A configuration with the options that were given in place of its values.
   *
   * @param base the configuration
   * @param given what was given
   * @param spec the command, which {@link #addTo(CommandSpec, Record)} has seen
   * @param <C> the configuration
   * @return the configuration with other values
   * @throws ParameterException if a part refuses a value; the message names the option
   */
  public static <C extends Record> C override(C base, ParseResult given, CommandSpec spec) {
    try {
      return replaced(base, part -> replaced((Record) valueOf(part, base), given));
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(
          spec.commandLine(), flagged(base.getClass(), cause.getMessage()), cause);
    }
  }

  /**
   * A configuration in words.
   *
   * @param config the configuration
   * @return one line per part, such as {@code network: input embedding, embedding 20, ...}
   */
  public static List<String> describe(Record config) {
    return values(config).entrySet().stream()
        .map(
            part ->
                part.getValue().entrySet().stream()
                    .map(knob -> knob.getKey() + " " + knob.getValue())
                    .collect(Collectors.joining(", ", part.getKey() + ": ", "")))
        .toList();
  }

  /**
   * The values of a configuration as the command line writes them.
   *
   * @param config the configuration
   * @return for each part by its name, in order, each option without hyphens and its value
   */
  public static Map<String, Map<String, String>> values(Record config) {
    return each(config, (knob, value) -> OptionText.of(value));
  }

  /**
   * The options that give a configuration its values, as somebody types them.
   *
   * @param config the configuration
   * @return for each part by its name, in order, each option without hyphens and what is typed:
   *     such as {@code --learning-rate=0.005}, or {@code --no-difference}
   */
  static Map<String, Map<String, String>> typed(Record config) {
    return each(
        config,
        (knob, value) ->
            value instanceof Boolean on
                ? (on ? "--" : "--no-") + kebab(knob.getName())
                : flag(knob) + "=" + OptionText.of(value));
  }

  private static Map<String, Map<String, String>> each(
      Record config, BiFunction<RecordComponent, Object, String> writing) {
    Map<String, Map<String, String>> parts = new LinkedHashMap<>();
    for (RecordComponent part : config.getClass().getRecordComponents()) {
      Record values = (Record) valueOf(part, config);
      Map<String, String> knobs = new LinkedHashMap<>();
      for (RecordComponent knob : part.getType().getRecordComponents()) {
        knobs.put(kebab(knob.getName()), writing.apply(knob, valueOf(knob, values)));
      }
      parts.put(part.getName(), knobs);
    }
    return parts;
  }

  private static OptionSpec option(RecordComponent component, String shownDefault) {
    Knob knob = component.getAnnotation(Knob.class);
    Class<?> type = component.getType();
    OptionSpec.Builder option =
        OptionSpec.builder(flag(component))
            .type(type)
            .paramLabel(knob.label().isEmpty() ? label(type) : knob.label())
            .description(knob.value() + " Default: " + shownDefault);
    if (type == boolean.class) {
      return option.arity("0").negatable(true).build();
    }
    if (type.isEnum()) {
      option.completionCandidates(names(type)).converters(enumConverter(type));
    }
    return option.build();
  }

  private static Record replaced(Record base, ParseResult given) {
    return replaced(
        base,
        knob ->
            given.hasMatchedOption(flag(knob))
                ? given.matchedOptionValue(flag(knob), null)
                : valueOf(knob, base));
  }

  /** A record of the same class whose values come from {@code source}. */
  @SuppressWarnings("unchecked")
  private static <R extends Record> R replaced(R base, ValueSource source) {
    RecordComponent[] components = base.getClass().getRecordComponents();
    Object[] values = Arrays.stream(components).map(source::of).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (R) base.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException cause) {
      if (cause.getCause() instanceof IllegalArgumentException illegal) {
        throw illegal;
      }
      throw new IllegalStateException(cause);
    } catch (ReflectiveOperationException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static Object valueOf(RecordComponent component, Record owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException cause) {
      throw new IllegalStateException(cause);
    }
  }

  /** Errors of the records name the component; whoever typed an option knows its flag. */
  private static String flagged(Class<?> config, String message) {
    for (RecordComponent part : config.getRecordComponents()) {
      for (RecordComponent knob : part.getType().getRecordComponents()) {
        if (message.startsWith(knob.getName() + " ")) {
          return flag(knob) + message.substring(knob.getName().length());
        }
      }
    }
    return message;
  }

  /**
   * Finds a constant by its name as the command line writes it, such as {@code one-hot}.
   *
   * @param type an enum
   * @param <E> the enum
   * @return a converter that refuses other names and lists the legal ones
   */
  public static <E> ITypeConverter<E> enumConverter(Class<E> type) {
    return value -> {
      for (E constant : type.getEnumConstants()) {
        if (OptionText.of(constant).equals(value.toLowerCase(Locale.ROOT))) {
          return constant;
        }
      }
      throw new TypeConversionException(
          "'%s' is not one of %s".formatted(value, String.join(", ", names(type))));
    };
  }

  /**
   * The names of an enum as the command line writes them.
   *
   * @param enumType an enum
   * @return a name for each constant
   */
  public static List<String> names(Class<?> enumType) {
    return Stream.of(enumType.getEnumConstants()).map(OptionText::of).toList();
  }

  /**
   * The options of a configuration.
   *
   * @param shown a configuration
   * @return the name of each, such as {@code --learning-rate}
   */
  public static List<String> flags(Record shown) {
    return Stream.of(shown.getClass().getRecordComponents())
        .flatMap(part -> Stream.of(part.getType().getRecordComponents()))
        .map(ConfigOptions::flag)
        .toList();
  }

  private static String flag(RecordComponent component) {
    return "--" + kebab(component.getName());
  }

  private static String label(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "N";
    }
    return type == double.class ? "X" : "NAME";
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Gives the value of a component. */
  @FunctionalInterface
  private interface ValueSource {
    Object of(RecordComponent component);
  }
}
