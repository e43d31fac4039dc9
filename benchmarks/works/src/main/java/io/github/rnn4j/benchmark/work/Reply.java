package io.github.rnn4j.benchmark.work;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A line from a measuring process to the runner. */
public sealed interface Reply {

  /**
   * A work is ready.
   *
   * @param parameters parameters of its network
   */
  record Opened(long parameters) implements Reply {
    @Override
    public String line() {
      return "opened " + parameters;
    }
  }

  /**
   * Steps were done.
   *
   * @param first what the step before the timed ones gave
   * @param milliseconds the time of each
   */
  record Times(double first, List<Double> milliseconds) implements Reply {
    @Override
    public String line() {
      return "times "
          + first
          + milliseconds.stream().map(time -> " " + time).collect(Collectors.joining());
    }
  }

  /** It was done. */
  record Done() implements Reply {
    @Override
    public String line() {
      return "done";
    }
  }

  /**
   * A figure.
   *
   * @param value the figure
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
   * It went wrong.
   *
   * @param message what
   */
  record Failed(String message) implements Reply {
    @Override
    public String line() {
      return "failed " + message.replaceAll("\\R", " ");
    }
  }

  /**
   * The line without its end.
   *
   * @return what {@link #parse} reads
   */
  String line();

  /**
   * Reads a line.
   *
   * @param line the line
   * @return the reply
   * @throws IllegalArgumentException if it is none
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
      throw new IllegalArgumentException("'%s' is no reply".formatted(line), cause);
    }
  }

  private static Times times(String[] words) {
    List<Double> numbers = Arrays.stream(words).map(Double::valueOf).toList();
    if (numbers.size() < 2) {
      throw new IllegalArgumentException("no times");
    }
    return new Times(numbers.get(0), numbers.subList(1, numbers.size()));
  }
}
