package io.github.rnn4j.benchmark.work;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A line from a measuring process to the runner. */
public sealed interface Reply {
  /** Numbers in the line of {@link Times} before the times. */
  int FIXED = 3;

  /**
   * The workload is ready.
   *
   * @param parameters number of parameters of its network
   */
  record Opened(long parameters) implements Reply {
    @Override
    public String line() {
      return "opened " + parameters;
    }
  }

  /**
   * The steps were timed.
   *
   * @param first the result of the step before the timed ones
   * @param usage what the timed steps used of the machine
   * @param milliseconds the time of each timed step
   */
  record Times(double first, Usage usage, List<Double> milliseconds) implements Reply {
    @Override
    public String line() {
      return "times %s %s %s".formatted(first, usage.processor(), usage.peak())
          + milliseconds.stream().map(time -> " " + time).collect(Collectors.joining());
    }
  }

  /** The request was executed. */
  record Done() implements Reply {
    @Override
    public String line() {
      return "done";
    }
  }

  /**
   * A number.
   *
   * @param value the number
   */
  record Figure(double value) implements Reply {
    @Override
    public String line() {
      return "figure " + value;
    }
  }

  /**
   * A text of one line.
   *
   * @param text the text
   */
  record Text(String text) implements Reply {
    @Override
    public String line() {
      return "text " + text.replaceAll("\\R", " ");
    }
  }

  /**
   * The request failed.
   *
   * @param message the error
   */
  record Failed(String message) implements Reply {
    @Override
    public String line() {
      return "failed " + message.replaceAll("\\R", " ");
    }
  }

  /**
   * Returns the line without a line break.
   *
   * @return a line that {@link #parse} reads
   */
  String line();

  /**
   * Reads a line.
   *
   * @param line the line
   * @return the reply
   * @throws IllegalArgumentException if the line is not a reply
   */
  static Reply parse(String line) {
    String[] parts = line.split(" ", 2);
    String rest = parts.length == 2 ? parts[1] : "";
    try {
      return switch (parts[0]) {
        case "opened" -> new Opened(Long.parseLong(rest));
        case "times" -> times(rest.split(" ", -1));
        case "done" -> new Done();
        case "figure" -> new Figure(Double.parseDouble(rest));
        case "text" -> new Text(rest);
        case "failed" -> new Failed(rest);
        default -> throw new IllegalArgumentException("no such reply");
      };
    } catch (IllegalArgumentException cause) {
      throw new IllegalArgumentException("'%s' is not a valid reply".formatted(line), cause);
    }
  }

  private static Times times(String[] words) {
    List<Double> numbers = Arrays.stream(words).map(Double::valueOf).toList();
    if (numbers.size() <= FIXED) {
      throw new IllegalArgumentException("no times");
    }
    return new Times(
        numbers.get(0),
        new Usage(numbers.get(1), numbers.get(2)),
        numbers.subList(FIXED, numbers.size()));
  }
}
