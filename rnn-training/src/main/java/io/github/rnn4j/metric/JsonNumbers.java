package io.github.rnn4j.metric;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Set;

/**
 * How numbers are written as JSON, which has no NaN and no infinity: such a number becomes null,
 * and null is read as NaN. Jackson by itself would write strings.
 */
public final class JsonNumbers {

  /** What older versions wrote. */
  private static final Set<String> WORDS = Set.of("NaN", "Infinity", "-Infinity");

  private JsonNumbers() {}

  /**
   * Returns a module for Jackson that reads and writes numbers in this way.
   *
   * @return the module
   */
  public static Module module() {
    SimpleModule module = new SimpleModule("numbers");
    module.addSerializer(double.class, new Writer());
    module.addSerializer(Double.class, new Writer());
    module.addSerializer(double[].class, new ArrayWriter());
    module.addDeserializer(double.class, new Reader());
    module.addDeserializer(Double.class, new Reader());
    return module;
  }

  private static void write(double value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private static final class Writer extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      write(value, json);
    }
  }

  private static final class ArrayWriter extends StdSerializer<double[]> {
    private static final long serialVersionUID = 1L;

    ArrayWriter() {
      super(double[].class);
    }

    @Override
    public void serialize(double[] values, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeStartArray();
      for (double value : values) {
        write(value, json);
      }
      json.writeEndArray();
    }
  }

  private static final class Reader extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (json.currentToken().isNumeric()) {
        return json.getDoubleValue();
      }
      if (json.hasToken(JsonToken.VALUE_STRING) && WORDS.contains(json.getText())) {
        return Double.valueOf(json.getText());
      }
      return (Double) context.handleUnexpectedToken(Double.class, json);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
