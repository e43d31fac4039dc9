package io.github.rnn4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/**
 * The option {@code --json}: results as JSON, one object a line, and nothing else on their stream.
 */
public final class JsonOutput {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Option(
      names = "--json",
      description = "Print results as JSON, one object a line; all else goes to standard error.")
  private boolean json;

  /** For picocli, which fills it. */
  public JsonOutput() {}

  /**
   * Whether results are to be JSON.
   *
   * @return whether the option was given
   */
  public boolean asked() {
    return json;
  }

  /**
   * Where sentences for a person go.
   *
   * @param console where the program writes
   * @return standard error if standard output is for JSON
   */
  public PrintStream story(Console console) {
    return json ? console.err() : console.out();
  }

  /**
   * Prints a result as one line of JSON.
   *
   * @param console where the program writes
   * @param result a record
   */
  public void print(Console console, Object result) {
    try {
      console.out().println(MAPPER.writeValueAsString(result));
      console.out().flush();
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
