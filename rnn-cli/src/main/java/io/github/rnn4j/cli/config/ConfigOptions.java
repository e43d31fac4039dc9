package io.github.rnn4j.cli.config;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.config.Preset;
import io.github.rnn4j.config.Switch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
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
 * Generates command-line options from a configuration record: one option for each component, which
 * determines the name, type and description of the option.
 *
 * <p>A configuration is a public record made of parts. Each part is a public record whose
 * components have a {@link Knob}. An option is named after its component: {@code learningRate}
 * becomes {@code --learning-rate}. A boolean component, or a {@link Switch}, becomes a switch that
 * can be turned off, {@code --[no-]difference}. Names must be unique across all parts.
 */
public final class ConfigOptions {

  private ConfigOptions() {}

  /**
   * Adds one option per component, with a converter for enums. The help has a heading for each
   * part; {@link OptionHeading} sets the headings of the command's other options.
   *
   * @param spec the command
   * @param shown the configuration whose values the help shows as defaults
   */
  public static void addTo(CommandSpec spec, Record shown) {
    addTo(spec, shown, (part, option) -> true);
  }

  /**
   * Adds one option for some of the components.
   *
   * @param spec the command
   * @param shown the configuration whose values the help shows as defaults
   * @param only whether to add an option, by the name of its part, such as {@code training}, and
   *     its own, such as {@code --learning-rate}
   */
  public static void addTo(CommandSpec spec, Record shown, BiPredicate<String, String> only) {
    OptionSections sections = new OptionSections();
    for (RecordComponent part : shown.getClass().getRecordComponents()) {
      Record values = (Record) valueOf(part, shown);
      for (RecordComponent knob : part.getType().getRecordComponents()) {
        if (only.test(part.getName(), flag(knob))) {
          OptionSpec option = option(knob, OptionText.of(valueOf(knob, values)));
          spec.addOption(option);
          sections.add(option, heading(part));
        }
      }
    }
    spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, sections);
  }

  private static String heading(RecordComponent part) {
    String name = part.getName();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /**
   * Adds the options of a configuration to a command that has a {@code --preset} option. The help
   * shows the values of one preset as defaults and lists all presets at the end.
   *
   * @param command the command
   * @param presets an enum
   * @param shown the preset whose values are the defaults
   * @param <P> the enum
   */
  public static <P extends Enum<P> & Preset<?>> void addTo(
      CommandLine command, Class<P> presets, P shown) {
    addTo(command, presets, shown, (part, option) -> true);
  }

  /**
   * Adds some of the options of a configuration to a command that has a {@code --preset} option.
   * The values of all others are those of the preset.
   *
   * @param command the command
   * @param presets an enum
   * @param shown the preset whose values are the defaults
   * @param only whether to add an option, by the name of its part, such as {@code training}, and
   *     its own, such as {@code --learning-rate}
   * @param <P> the enum
   */
  public static <P extends Enum<P> & Preset<?>> void addTo(
      CommandLine command, Class<P> presets, P shown, BiPredicate<String, String> only) {
    addTo(command.getCommandSpec(), shown.config(), only);
    command
        .getCommandSpec()
        .usageMessage()
        .footer(
            Stream.concat(
                    Stream.of(
                        "%nThe defaults above are those of the preset "
                            + OptionText.of(shown)
                            + ". Presets:"),
                    Stream.of(presets.getEnumConstants())
                        .map(preset -> "  " + OptionText.of(preset) + ": " + preset.cost()))
                .toArray(String[]::new));
    command.registerConverter(presets, enumConverter(presets));
  }

  /**
   * Returns a configuration whose values are replaced by the options that were given.
   *
   * @param base the configuration
   * @param given the parsed options
   * @param spec the command, after {@link #addTo(CommandSpec, Record)}
   * @param <C> the configuration
   * @return the configuration with the given values
   * @throws ParameterException if a part rejects a value, or an option has no effect with the other
   *     values; the message names the option
   */
  public static <C extends Record> C override(C base, ParseResult given, CommandSpec spec) {
    try {
      C config = replaced(base, part -> replaced((Record) valueOf(part, base), given));
      IdleOptions.of(config).refuse(given, spec);
      return config;
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(
          spec.commandLine(), flagged(base.getClass(), cause.getMessage()), cause);
    }
  }

  /**
   * Returns a configuration with some other values.
   *
   * @param base the configuration
   * @param values the new values by option, such as {@code --epochs}
   * @param <C> the configuration
   * @return the configuration with these values
   * @throws IllegalArgumentException if a value is out of its range; the message names the option
   */
  public static <C extends Record> C with(C base, Map<String, ?> values) {
    try {
      return replaced(
          base,
          part -> {
            Record old = (Record) valueOf(part, base);
            return replaced(
                old,
                knob ->
                    values.containsKey(flag(knob)) ? values.get(flag(knob)) : valueOf(knob, old));
          });
    } catch (IllegalArgumentException cause) {
      throw new IllegalArgumentException(flagged(base.getClass(), cause.getMessage()), cause);
    }
  }

  /**
   * Describes a configuration in readable lines, without the values that are left open or have no
   * effect.
   *
   * @param config the configuration
   * @return one line per part, such as {@code network: input embedding, embedding 20, ...}
   */
  public static List<String> describe(Record config) {
    return describe(config, Map.of());
  }

  /**
   * Describes a configuration, and what is used in place of values that leave the choice to the
   * program.
   *
   * @param config the configuration
   * @param used what to write instead of a value, by the name of the option without leading
   *     hyphens, such as {@code validation} and {@code 0 (21 steps)}
   * @return one line per part, as {@link #describe(Record)} returns them
   */
  public static List<String> describe(Record config, Map<String, String> used) {
    return each(
            config,
            (knob, value) -> used.getOrDefault(kebab(knob.getName()), OptionText.of(value)),
            true)
        .entrySet()
        .stream()
        .map(
            part ->
                part.getValue().entrySet().stream()
                    .filter(knob -> !knob.getValue().isEmpty())
                    .map(knob -> knob.getKey() + " " + knob.getValue())
                    .collect(Collectors.joining(", ", part.getKey() + ": ", "")))
        .toList();
  }

  /**
   * Returns the values of a configuration, written as on the command line.
   *
   * @param config the configuration
   * @return part names, in order, each with its options (without leading hyphens) and their values
   */
  public static Map<String, Map<String, String>> values(Record config) {
    return each(config, (knob, value) -> OptionText.of(value), false);
  }

  /**
   * Returns the options that reproduce a configuration, as a user would type them.
   *
   * @param config the configuration
   * @param onlyEffective whether to leave out options that have no effect
   * @return part names, in order, each with its options (without leading hyphens) and what to type,
   *     such as {@code --learning-rate=0.005} or {@code --no-difference}
   */
  static Map<String, Map<String, String>> typed(Record config, boolean onlyEffective) {
    return each(config, ConfigOptions::typed, onlyEffective);
  }

  private static String typed(RecordComponent knob, Object value) {
    if (value == Switch.AUTOMATIC) {
      return "";
    }
    return value instanceof Boolean || value instanceof Switch
        ? (value.equals(true) || value == Switch.ON ? "--" : "--no-") + kebab(knob.getName())
        : flag(knob) + "=" + OptionText.of(value);
  }

  /**
   * Returns the option that sets a value of a configuration.
   *
   * @param config the configuration
   * @param option the name of the option, such as {@code --learning-rate}
   * @return what to type, such as {@code --learning-rate=0.005}
   */
  public static String typed(Record config, String option) {
    return of(option, typed(config, false));
  }

  /**
   * Returns the value of an option.
   *
   * @param config the configuration
   * @param option the name of the option, such as {@code --learning-rate}
   * @return the value, written as on the command line
   */
  public static String value(Record config, String option) {
    return of(option, values(config));
  }

  private static String of(String option, Map<String, Map<String, String>> parts) {
    return parts.values().stream()
        .map(part -> part.get(option.substring(2)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Returns the options in which two configurations differ.
   *
   * @param one a configuration
   * @param other another one of the same class
   * @return names such as {@code --learning-rate}
   */
  public static List<String> differing(Record one, Record other) {
    Map<String, Map<String, String>> others = values(other);
    return values(one).entrySet().stream()
        .flatMap(
            part ->
                part.getValue().entrySet().stream()
                    .filter(e -> !e.getValue().equals(others.get(part.getKey()).get(e.getKey())))
                    .map(e -> "--" + e.getKey()))
        .toList();
  }

  private static Map<String, Map<String, String>> each(
      Record config, BiFunction<RecordComponent, Object, String> writing, boolean onlyEffective) {
    Set<String> leftOut = onlyEffective ? IdleOptions.of(config).names() : Set.of();
    Map<String, Map<String, String>> parts = new LinkedHashMap<>();
    for (RecordComponent part : config.getClass().getRecordComponents()) {
      Record values = (Record) valueOf(part, config);
      Map<String, String> knobs = new LinkedHashMap<>();
      for (RecordComponent knob : part.getType().getRecordComponents()) {
        if (!leftOut.contains(knob.getName())) {
          knobs.put(kebab(knob.getName()), writing.apply(knob, valueOf(knob, values)));
        }
      }
      parts.put(part.getName(), knobs);
    }
    return parts;
  }

  private static OptionSpec option(RecordComponent component, String shownDefault) {
    Knob knob = component.getAnnotation(Knob.class);
    Class<?> type = component.getType();
    boolean isSwitch = type == boolean.class || type == Switch.class;
    OptionSpec.Builder option =
        OptionSpec.builder(flag(component))
            .type(isSwitch ? boolean.class : type)
            .paramLabel(knob.label().isEmpty() ? label(type) : knob.label())
            .description(
                shownDefault.isEmpty() ? knob.value() : knob.value() + " Default: " + shownDefault);
    if (isSwitch) {
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
        knob -> given.hasMatchedOption(flag(knob)) ? given(knob, given) : valueOf(knob, base));
  }

  private static Object given(RecordComponent knob, ParseResult given) {
    Object value = given.matchedOptionValue(flag(knob), null);
    return knob.getType() == Switch.class ? Switch.of((Boolean) value) : value;
  }

  /** Returns a record of the same class with values from {@code source}. */
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

  static Object valueOf(RecordComponent component, Record owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException cause) {
      throw new IllegalStateException(cause);
    }
  }

  /** The records' errors name the component, but a user knows only the option. */
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
   * Returns a converter that finds an enum constant by its command-line name, such as {@code
   * one-hot}.
   *
   * @param type an enum
   * @param <E> the enum
   * @return a converter that rejects other names and lists the valid ones
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
   * Returns the names of an enum's constants, written as on the command line.
   *
   * @param enumType an enum
   * @return one name for each constant
   */
  public static List<String> names(Class<?> enumType) {
    return Stream.of(enumType.getEnumConstants()).map(OptionText::of).toList();
  }

  /**
   * Returns the names of a configuration's options.
   *
   * @param shown a configuration
   * @return names such as {@code --learning-rate}
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

  static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Supplies the value of a component. */
  @FunctionalInterface
  private interface ValueSource {
    Object of(RecordComponent component);
  }
}
