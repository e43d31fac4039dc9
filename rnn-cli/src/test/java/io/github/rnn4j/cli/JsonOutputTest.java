package io.github.rnn4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonOutputTest {

  /** A result. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Result(double of, Double more, double[] each, Map<String, Double> named) {}

  @Test
  void numbersThatAreNotFiniteAreNull() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("a", Double.POSITIVE_INFINITY);
    named.put("b", 0.5);

    new JsonOutput()
        .print(
            new Console(InputStream.nullInputStream(), stream, stream, () -> 0),
            new Result(Double.NaN, Double.NaN, new double[] {1, Double.NaN}, named));

    assertThat(out.toString(UTF_8).strip())
        .isEqualTo(
            "{\"of\":null,\"more\":null,\"each\":[1.0,null],\"named\":{\"a\":null,\"b\":0.5}}");
  }
}
