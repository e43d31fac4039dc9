package io.github.rnn4j.imdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/**
 * The option {@code --json}: results as JSON, one object a line, and nothing else on their stream.
 */
final class JsonOutput {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Option(
      names = "--json",
      description = "Print results as JSON, one object a line; all else goes to standard error.")
  private boolean json;

  boolean asked() {
    return json;
  }

  /** Where sentences for a person go. */
  PrintStream story(Console console) {
    return json ? console.err() : console.out();
  }

  void print(Console console, Object result) {
    try {
      console.out().println(MAPPER.writeValueAsString(result));
      console.out().flush();
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
