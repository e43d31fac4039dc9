package io.github.rnn4j.kernel.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.rnn4j.kernel.SystemPropertyException;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.LoggerFactory;

/** Which backend runs a packed layer, and which message explains why a faster one cannot run. */
class BackendChoiceTest {
  private static final String MODULE = "jdk.incubator.vector";
  private static final CellShape SHAPE = new CellShape(CellType.LSTM, ElmanActivation.TANH, 2, 3);

  @AfterEach
  void forceNothing() {
    System.clearProperty(BackendProperty.NAME);
    System.clearProperty("rnn4j.engine");
  }

  @Test
  void anOldValueIsAnErrorThatNamesTheNewOne() {
    System.setProperty(BackendProperty.NAME, "reference");
    assertThatThrownBy(() -> BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT))
        .isInstanceOf(SystemPropertyException.class)
        .hasMessageContaining("reference is now called nd4j");
  }

  @ParameterizedTest
  @CsvSource({
    "reference, -Drnn4j.backend=nd4j",
    "vector, -Drnn4j.backend=vector",
    "fastest, '-Drnn4j.backend to vector, plain or nd4j'"
  })
  void anOldPropertyIsAnErrorThatNamesTheNewOne(String old, String advice) {
    System.setProperty("rnn4j.engine", old);
    assertThatThrownBy(() -> BackendChoice.predictionArithmetic())
        .isInstanceOf(SystemPropertyException.class)
        .hasMessageEndingWith("is now called rnn4j.backend: set " + advice + " instead");
  }

  @Test
  void floatOnTheProcessorGetsTheVectorBackend() {
    assertThat(BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT).name()).isEqualTo("vector");
    assertThat(BackendChoice.recurrentEngine(SHAPE, DataType.DOUBLE).name()).isEqualTo("nd4j");
  }

  @Test
  void aSystemPropertyForcesOne() {
    System.setProperty(BackendProperty.NAME, "nd4j");
    assertThat(BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT).name()).isEqualTo("nd4j");

    System.setProperty(BackendProperty.NAME, "plain");
    assertThat(BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT).name()).isEqualTo("plain");
    assertThat(BackendChoice.predictionArithmetic().name()).isEqualTo("plain");

    System.setProperty(BackendProperty.NAME, "vector");
    assertThatThrownBy(() -> BackendChoice.recurrentEngine(SHAPE, DataType.DOUBLE))
        .isInstanceOf(SystemPropertyException.class)
        .hasMessageContaining("rnn4j.backend is vector")
        .hasMessageContaining("DOUBLE");

    System.setProperty(BackendProperty.NAME, "fastest");
    assertThatThrownBy(() -> BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT))
        .hasMessageContaining("fastest")
        .hasMessageContaining("it must be vector, plain or nd4j");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "x", "1000", ""})
  void aWrongNumberOfThreadsIsNamed(String threads) {
    String before = System.getProperty("rnn4j.threads");
    System.setProperty("rnn4j.threads", threads);
    try {
      assertThatThrownBy(() -> BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT))
          .isInstanceOf(SystemPropertyException.class)
          .hasMessage(
              "System property rnn4j.threads is "
                  + threads
                  + ": it must be a number from 1 to 999");
    } finally {
      if (before == null) {
        System.clearProperty("rnn4j.threads");
      } else {
        System.setProperty("rnn4j.threads", before);
      }
    }
  }

  /** In a separate Java process, because the environment of the tests sets the variable. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        ThreadsBesidePackedLayers.class,
        ThreadsInAnotherThread.class,
        ThreadsOfSameDiffLayers.class
      })
  void nd4jTakesOneThreadForRecurrentLayers(Class<?> main)
      throws IOException, InterruptedException {
    ProcessBuilder java = java(main, "--add-modules", MODULE);
    java.environment().remove("OMP_NUM_THREADS");

    assertThat(printed(java)).contains("OpenMP 1, BLAS 1").contains("1 thread, the fastest");
  }

  @Test
  void theEnvironmentMayGiveNd4jMoreThreads() throws IOException, InterruptedException {
    ProcessBuilder java = java(ThreadsBesidePackedLayers.class, "--add-modules", MODULE);
    java.environment().put("OMP_NUM_THREADS", "2");

    assertThat(printed(java)).contains("OpenMP 2, BLAS 2").contains("OMP_NUM_THREADS sets: 2");
  }

  /** Prints how many threads ND4J uses once there is a packed layer. */
  static final class ThreadsBesidePackedLayers {
    private ThreadsBesidePackedLayers() {}

    /** Entry point of the separate Java process. */
    public static void main(String[] args) {
      ((Logger) LoggerFactory.getLogger(NativeThreads.class)).setLevel(Level.INFO);
      BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT);
      printThreads();
    }
  }

  /** Prints how many threads ND4J uses in a second thread that has a packed layer. */
  static final class ThreadsInAnotherThread {
    private ThreadsInAnotherThread() {}

    /** Entry point of the separate Java process. */
    public static void main(String[] args) throws InterruptedException {
      ((Logger) LoggerFactory.getLogger(NativeThreads.class)).setLevel(Level.INFO);
      BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT);
      Thread other =
          new Thread(
              () -> {
                BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT);
                printThreads();
              });
      other.start();
      other.join();
    }
  }

  /** Prints how many threads ND4J uses once a SameDiff layer has run. */
  static final class ThreadsOfSameDiffLayers {
    private ThreadsOfSameDiffLayers() {}

    /** Entry point of the separate Java process. */
    public static void main(String[] args) {
      ((Logger) LoggerFactory.getLogger(NativeThreads.class)).setLevel(Level.INFO);
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .list()
                  .layer(new ElmanRnn.Builder().nIn(1).nOut(1).build())
                  .layer(new RnnOutputLayer.Builder(LossFunction.MSE).nIn(1).nOut(2).build())
                  .build());
      network.init();
      network.output(Nd4j.ones(1, 1, 1));
      printThreads();
    }
  }

  private static void printThreads() {
    int openMp = NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
    System.out.printf("OpenMP %d, BLAS %d%n", openMp, Nd4j.factory().blas().getMaxThreads());
  }

  private static ProcessBuilder java(Class<?> main, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** Returns what a Java process prints, once it has ended without an error. */
  private static String printed(ProcessBuilder java) throws IOException, InterruptedException {
    Process process = java.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  /** Uses a type that no other test uses, because each line is logged only once per process. */
  @Test
  void theSlowerBackendIsLoggedOnceAndSaysWhy() {
    Logger logger = (Logger) LoggerFactory.getLogger(BackendChoice.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Level level = logger.getLevel();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    lines.start();
    try {
      for (int i = 0; i < 3; i++) {
        assertThat(BackendChoice.recurrentEngine(SHAPE, DataType.BFLOAT16).name())
            .isEqualTo("nd4j");
      }
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(level);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Layers use the nd4j backend, the slowest one"
                + " (the data type is BFLOAT16;"
                + " only nd4j supports types other than FLOAT)");
  }

  /** Without the module, plain loops are used, and a log line says how to get a faster backend. */
  @Test
  void withoutTheModulePlainLoopsServe() throws IOException, InterruptedException {
    String printed = printed(java(WithoutTheModule.class));

    assertThat(printed)
        .contains("backend: plain")
        .containsOnlyOnce("start Java with --add-modules jdk.incubator.vector");
  }

  /** Without fused multiply-add, Java would compute vectors with BigDecimal. */
  @Test
  void withoutFusedMultiplyAddPlainLoopsServe() throws IOException, InterruptedException {
    String printed = printed(java(WithoutTheModule.class, "--add-modules", MODULE, "-XX:-UseFMA"));

    assertThat(printed).contains("backend: plain").contains("no fused multiply-add");
  }

  /** Prints which backend a FLOAT layer gets. */
  static final class WithoutTheModule {
    private WithoutTheModule() {}

    /** Entry point of the separate Java process. */
    public static void main(String[] args) {
      ((Logger) LoggerFactory.getLogger(BackendChoice.class)).setLevel(Level.INFO);
      String name = BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT).name();
      BackendChoice.recurrentEngine(SHAPE, DataType.FLOAT);
      System.out.println("backend: " + name);
      System.exit(name.equals("plain") ? 0 : 1);
    }
  }
}
