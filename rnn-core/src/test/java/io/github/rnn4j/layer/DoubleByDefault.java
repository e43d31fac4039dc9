package io.github.rnn4j.layer;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes DOUBLE the default type of ND4J for each test, and takes it back afterwards, also where the
 * test chose another: Deeplearning4j's LastTimeStep and GradientCheckUtil take their precision from
 * there.
 */
public final class DoubleByDefault implements BeforeEachCallback, AfterEachCallback {
  private static final DataType BEFORE = Nd4j.defaultFloatingPointType();

  @Override
  public void beforeEach(ExtensionContext context) {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Nd4j.setDefaultDataTypes(BEFORE, BEFORE);
  }
}
