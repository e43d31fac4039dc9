package io.github.rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

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
    assertThat(printed).contains("engine: reference");
  }

  /** Prints which engine a FLOAT layer gets. */
  static final class WithoutTheModule {
    private WithoutTheModule() {}

    /** Entry of the other Java. */
    public static void main(String[] args) {
      String name = EngineChoice.create(SHAPE, DataType.FLOAT).name();
      System.out.println("engine: " + name);
      System.exit(name.equals("reference") ? 0 : 1);
    }
  }
}
