package io.github.rnn4j.imdb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line of {@link ImdbConfig}: one option for each component of its records, named,
 * typed and described by the component.
 */
final class ConfigOptions {

  private ConfigOptions() {}

  /** Adds an option per component; the help shows the values of {@code shown} as the defaults. */
  static void addTo(CommandSpec spec, ImdbConfig shown) {
    for (RecordComponent part : ImdbConfig.class.getRecordComponents()) {
      Record values = (Record) valueOf(part, shown);
      for (RecordComponent knob : part.getType().getRecordComponents()) {
        spec.addOption(option(knob, text(valueOf(knob, values))));
      }
    }
  }

  /** The configuration {@code base} with the options that were given in place of its values. */
  static ImdbConfig override(ImdbConfig base, ParseResult given, CommandSpec spec) {
    try {
      return replaced(base, part -> replaced((Record) valueOf(part, base), given));
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(spec.commandLine(), flagged(cause.getMessage()), cause);
    }
  }

  /** One line per part, such as {@code network: input embedding, embedding 20, ...}. */
  static List<String> describe(ImdbConfig config) {
    List<String> lines = new ArrayList<>();
    for (RecordComponent part : ImdbConfig.class.getRecordComponents()) {
      Record values = (Record) valueOf(part, config);
      lines.add(
          Stream.of(part.getType().getRecordComponents())
              .map(knob -> kebab(knob.getName()) + " " + text(valueOf(knob, values)))
              .collect(Collectors.joining(", ", part.getName() + ": ", "")));
    }
    return lines;
  }

  private static OptionSpec option(RecordComponent component, String shownDefault) {
    Knob knob = component.getAnnotation(Knob.class);
    Class<?> type = component.getType();
    OptionSpec.Builder option =
        OptionSpec.builder(flag(component))
            .type(type)
            .paramLabel(knob.label().isEmpty() ? label(type) : knob.label())
            .description(knob.value() + " Default: " + shownDefault);
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
  private static String flagged(String message) {
    for (RecordComponent part : ImdbConfig.class.getRecordComponents()) {
      for (RecordComponent knob : part.getType().getRecordComponents()) {
        if (message.startsWith(knob.getName() + " ")) {
          return flag(knob) + message.substring(knob.getName().length());
        }
      }
    }
    return message;
  }

  /** Finds a constant by its name as the command line writes it, such as {@code one-hot}. */
  static <E> ITypeConverter<E> enumConverter(Class<E> type) {
    return value -> {
      for (E constant : type.getEnumConstants()) {
        if (text(constant).equals(value.toLowerCase(Locale.ROOT))) {
          return constant;
        }
      }
      throw new TypeConversionException(
          "'%s' is not one of %s".formatted(value, String.join(", ", names(type))));
    };
  }

  static List<String> names(Class<?> enumType) {
    return Stream.of(enumType.getEnumConstants()).map(ConfigOptions::text).toList();
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

  private static String text(Object value) {
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : String.valueOf(value);
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
