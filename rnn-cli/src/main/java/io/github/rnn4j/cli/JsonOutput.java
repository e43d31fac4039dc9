package io.github.rnn4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.metric.JsonNumbers;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/**
 * The option {@code --json}: prints results as JSON, one object per line, and nothing else on the
 * same stream.
 */
public final class JsonOutput {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().registerModule(JsonNumbers.module());

  @Option(
      names = "--json",
      description =
          "Print results as JSON, one object per line; everything else goes to standard error.")
  private boolean json;

  /** Creates an instance for picocli to fill in. */
  public JsonOutput() {}

  /**
   * Returns whether to print results as JSON.
   *
   * @return whether the option was given
   */
  public boolean asked() {
    return json;
  }

  /**
   * Returns the stream for human-readable text.
   *
   * @param console where the program writes
   * @return standard error if standard output is reserved for JSON, otherwise standard output
   */
  public PrintStream story(Console console) {
    return json ? console.err() : console.out();
  }

  /**
   * Prints a result as one line of JSON. A number that is not finite becomes null.
   *
   * @param console where the program writes
   * @param result a record
   */
  public void print(Console console, Object result) {
    console.out().println(line(result));
    console.out().flush();
  }

  /**
   * Returns a result as one line of JSON. A number that is not finite becomes null.
   *
   * @param result a record or a map
   * @return the line without its end
   */
  public String line(Object result) {
    try {
      return MAPPER.writeValueAsString(result);
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
