package io.github.rnn4j.kernel;

import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Chooses the engine of a packed layer.
 *
 * <p>The system property {@value #PROPERTY} forces one; its value is the engine's name.
 */
public final class EngineChoice {
  /** System property that forces an engine. */
  public static final String PROPERTY = "rnn4j.engine";

  private EngineChoice() {}

  /**
   * Creates the engine for a layer.
   *
   * @param shape the cell and its sizes
   * @param type data type of the network
   * @return a new engine
   * @throws IllegalStateException if the forced engine does not exist or cannot run here
   */
  public static RecurrentEngine create(CellShape shape, DataType type) {
    Objects.requireNonNull(type, "type");
    String forced = System.getProperty(PROPERTY);
    if (forced != null && !forced.equals(ReferenceEngine.NAME)) {
      throw new IllegalStateException(
          "System property %s is %s: the engine is %s"
              .formatted(PROPERTY, forced, ReferenceEngine.NAME));
    }
    return new ReferenceEngine(shape);
  }
}
