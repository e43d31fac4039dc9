package io.github.rnn4j.benchmark.work;

import java.util.Locale;

/** A line from the runner to a measuring process. */
public sealed interface Request {

  /**
   * Prepares a workload; the reply is {@link Reply.Opened}.
   *
   * @param work name of the workload
   * @param weights the initial weights
   */
  record Open(String work, Weights weights) implements Request {
    @Override
    public String line() {
      return "open %s %s".formatted(work, weights.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Runs steps until Java's compiler is almost idle; the reply is {@link Reply.Done}.
   *
   * @param milliseconds minimum time
   * @param most maximum time in milliseconds; may be exceeded by two seconds or a step
   */
  record WarmUp(int milliseconds, int most) implements Request {
    @Override
    public String line() {
      return "warm %d %d".formatted(milliseconds, most);
    }
  }

  /**
   * Runs one step untimed, then timed steps; the reply is {@link Reply.Times}. If the first step
   * takes very long, it is timed and is the only one.
   *
   * @param least minimum number of timed steps, 1 or more
   * @param milliseconds minimum time of all timed steps together
   */
  record Run(int least, int milliseconds) implements Request {
    @Override
    public String line() {
      return "run %d %d".formatted(least, milliseconds);
    }
  }

  /** Closes the workload; the reply is {@link Reply.Done}. */
  record Close() implements Request {
    @Override
    public String line() {
      return "close";
    }
  }

  /** Measures a large matrix product; the reply is {@link Reply.Figure}. */
  record Product() implements Request {
    @Override
    public String line() {
      return "product";
    }
  }

  /** Asks for the versions of the libraries; the reply is {@link Reply.Text}. */
  record Versions() implements Request {
    @Override
    public String line() {
      return "versions";
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
   * @return the request
   * @throws IllegalArgumentException if the line is not a request
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
          "'%s' is not a valid request; use open WORK random|check, warm MILLISECONDS MOST, run LEAST MILLISECONDS, close, product or versions"
              .formatted(line),
          cause);
    }
  }
}
