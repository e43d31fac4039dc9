package io.github.rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.LoggerFactory;

/** Which engine runs a packed layer, and what is said where the faster one cannot. */
class EngineChoiceTest {
  private static final CellShape SHAPE = new CellShape(CellType.LSTM, ElmanActivation.TANH, 2, 3);

  @AfterEach
  void forceNothing() {
    System.clearProperty(EngineChoice.PROPERTY);
  }

  @Test
  void floatOnTheProcessorGetsTheVectorEngine() {
    assertThat(EngineChoice.create(SHAPE, DataType.FLOAT).name()).isEqualTo("vector");
    assertThat(EngineChoice.create(SHAPE, DataType.DOUBLE).name()).isEqualTo("reference");
  }

  @Test
  void aSystemPropertyForcesOne() {
    System.setProperty(EngineChoice.PROPERTY, "reference");
    assertThat(EngineChoice.create(SHAPE, DataType.FLOAT).name()).isEqualTo("reference");

    System.setProperty(EngineChoice.PROPERTY, "vector");
    assertThatThrownBy(() -> EngineChoice.create(SHAPE, DataType.DOUBLE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rnn4j.engine is vector")
        .hasMessageContaining("DOUBLE");

    System.setProperty(EngineChoice.PROPERTY, "fastest");
    assertThatThrownBy(() -> EngineChoice.create(SHAPE, DataType.FLOAT))
        .hasMessageContaining("fastest")
        .hasMessageContaining("it must be vector or reference");
  }

  @Test
  @DisabledIfEnvironmentVariable(named = "OMP_NUM_THREADS", matches = ".+")
  void nd4jTakesOneThreadBesidePackedLayers() {
    EngineChoice.create(SHAPE, DataType.FLOAT);

    assertThat(NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads()).isEqualTo(1);
    assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(1);
  }

  /** A type that no other test asks for, as the line comes once in a Java. */
  @Test
  void theSlowerEngineIsLoggedOnceAndSaysWhy() {
    Logger logger = (Logger) LoggerFactory.getLogger(EngineChoice.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Level level = logger.getLevel();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    lines.start();
    try {
      for (int i = 0; i < 3; i++) {
        assertThat(EngineChoice.create(SHAPE, DataType.BFLOAT16).name()).isEqualTo("reference");
      }
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(level);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Packed layers use the engine reference, the slower one"
                + " (the network's data type is BFLOAT16; the vector engine computes in FLOAT)");
  }

  /** In a Java without the module the reference engine serves, and a line says how to get more. */
  @Test
  void withoutTheModuleTheReferenceEngineServes() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    WithoutTheModule.class.getName()))
            .redirectErrorStream(true)
            .start();

    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed)
        .contains("engine: reference")
        .containsOnlyOnce("start Java with --add-modules jdk.incubator.vector");
  }

  /** Prints which engine a FLOAT layer gets. */
  static final class WithoutTheModule {
    private WithoutTheModule() {}

    /** Entry of the other Java. */
    public static void main(String[] args) {
      ((Logger) LoggerFactory.getLogger(EngineChoice.class)).setLevel(Level.INFO);
      String name = EngineChoice.create(SHAPE, DataType.FLOAT).name();
      EngineChoice.create(SHAPE, DataType.FLOAT);
      System.out.println("engine: " + name);
      System.exit(name.equals("reference") ? 0 : 1);
    }
  }
}
