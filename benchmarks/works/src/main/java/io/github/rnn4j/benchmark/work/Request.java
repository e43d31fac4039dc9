package io.github.rnn4j.benchmark.work;

import java.util.Locale;

/** A line from the runner to a measuring process. */
public sealed interface Request {

  /**
   * Make a work ready; answered by {@link Reply.Opened}.
   *
   * @param work name of the work
   * @param weights what the network starts from
   */
  record Open(String work, Weights weights) implements Request {
    @Override
    public String line() {
      return "open %s %s".formatted(work, weights.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Steps until Java's compiler has next to nothing to do any more; answered by {@link Reply.Done}.
   *
   * @param milliseconds so long at least
   * @param most so long at most, give or take a second or a step
   */
  record WarmUp(int milliseconds, int most) implements Request {
    @Override
    public String line() {
      return "warm %d %d".formatted(milliseconds, most);
    }
  }

  /**
   * One step that is not timed, then timed ones; answered by {@link Reply.Times}. Where the first
   * takes very long, it is timed and the only one.
   *
   * @param least least number of timed steps, 1 or more
   * @param milliseconds when so much time has passed and the least number is reached, stop
   */
  record Run(int least, int milliseconds) implements Request {
    @Override
    public String line() {
      return "run %d %d".formatted(least, milliseconds);
    }
  }

  /** Drop the work; answered by {@link Reply.Done}. */
  record Close() implements Request {
    @Override
    public String line() {
      return "close";
    }
  }

  /** Measure a large matrix product; answered by {@link Reply.Figure}. */
  record Product() implements Request {
    @Override
    public String line() {
      return "product";
    }
  }

  /** Say what is running; answered by {@link Reply.Text}. */
  record Versions() implements Request {
    @Override
    public String line() {
      return "versions";
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
   * @return the request
   * @throws IllegalArgumentException if it is none
   */
  static Request parse(String line) {
    String[] words = line.split(" ", -1);
    try {
      return switch (words[0] + "/" + words.length) {
        case "open/3" -> new Open(words[1], Weights.valueOf(words[2].toUpperCase(Locale.ROOT)));
        case "warm/3" -> new WarmUp(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        case "run/3" -> new Run(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        case "close/1" -> new Close();
        case "product/1" -> new Product();
        case "versions/1" -> new Versions();
        default -> throw new IllegalArgumentException("no such request");
      };
    } catch (IllegalArgumentException cause) {
      throw new IllegalArgumentException(
          "'%s' is no request: open WORK random|check, warm MILLISECONDS MOST, run LEAST MILLISECONDS, close, product or versions"
              .formatted(line),
          cause);
    }
  }
}
