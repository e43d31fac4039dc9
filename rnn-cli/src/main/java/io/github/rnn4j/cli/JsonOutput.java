package io.github.rnn4j.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/**
 * The option {@code --json}: prints results as JSON, one object per line, and nothing else on the
 * same stream.
 */
public final class JsonOutput {

  private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(onlyNumbers());

  @Option(
      names = "--json",
      description =
          "Print results as JSON, one object per line; everything else goes to standard error.")
  private boolean json;

  /** Creates an instance for picocli to fill in. */
  public JsonOutput() {}

  /** JSON has no NaN and no infinity; Jackson would write them as strings. */
  private static SimpleModule onlyNumbers() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(double.class, new NumberOrNull());
    module.addSerializer(Double.class, new NumberOrNull());
    module.addSerializer(
        double[].class,
        new StdSerializer<>(double[].class) {
          @Override
          public void serialize(double[] values, JsonGenerator json, SerializerProvider context)
              throws IOException {
            json.writeStartArray();
            for (double value : values) {
              NumberOrNull.write(value, json);
            }
            json.writeEndArray();
          }
        });
    return module;
  }

  private static final class NumberOrNull extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    NumberOrNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      write(value, json);
    }

    static void write(double value, JsonGenerator json) throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

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
    try {
      console.out().println(MAPPER.writeValueAsString(result));
      console.out().flush();
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
