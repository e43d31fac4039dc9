package io.github.rnn4j.model;

import static io.github.rnn4j.model.SavedEntries.COEFFICIENTS;
import static io.github.rnn4j.model.SavedEntries.CONFIGURATION;
import static io.github.rnn4j.model.SavedEntries.UPDATER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.slf4j.LoggerFactory;

class ModelArchiveTest {

  private static final String ADAM = "org.nd4j.linalg.learning.config.Adam";
  private static final String INTRUDER = "io.github.rnn4j.model.Intruder";

  @TempDir Path folder;
  private Path file;
  private MultiLayerNetwork network;
  private SavedEntries saved;

  @BeforeEach
  void savedNetwork() throws IOException {
    file = folder.resolve("network.zip");
    network = SavedEntries.network();
    network.fit(SavedEntries.minibatch());
    saved = SavedEntries.of(network);
  }

  @Test
  void anUnalteredNetworkContinuesTrainingBitIdentically() throws IOException {
    saved.write(file);

    MultiLayerNetwork loaded = ModelArchive.multiLayerNetwork(file);
    loaded.fit(SavedEntries.minibatch());
    network.fit(SavedEntries.minibatch());

    assertThat(loaded.params()).isEqualTo(network.params());
    assertThat(loaded.getIterationCount()).isEqualTo(network.getIterationCount());
  }

  @Test
  void aClassThatIsNotOnTheListIsNamedAndNotLoaded() throws IOException {
    saved
        .withConfiguration(saved.configuration().replace(ADAM, "io.github.rnn4j.model.Sleeper"))
        .write(file);

    refused("names the class io.github.rnn4j.model.Sleeper", "ModelClasses.standard().plus");

    assertThat(System.getProperty(Sleeper.AWAKE)).isNull();
  }

  @Test
  void aClassThatTheCallerVouchesForIsLoaded() throws IOException {
    saved.withConfiguration(saved.configuration().replace(ADAM, INTRUDER)).write(file);
    int before = Intruder.born;

    ModelArchive.multiLayerNetwork(file, ModelClasses.standard().plus(Intruder.class));

    assertThat(Intruder.born).isGreaterThan(before);
  }

  /** The documentation says this about Deeplearning4j's own loader. */
  @Test
  void deeplearning4jItselfMakesAnInstanceOfWhateverAFileNames() throws IOException {
    saved.withConfiguration(saved.configuration().replace(ADAM, INTRUDER)).write(file);
    int before = Intruder.born;

    ModelSerializer.restoreMultiLayerNetwork(file.toFile());

    assertThat(Intruder.born).isGreaterThan(before);
  }

  /** The documentation says this about Deeplearning4j's own loader. */
  @Test
  void deeplearning4jItselfReadsJavaObjects() throws IOException {
    saved.with("preprocessor.bin", Unpacked.packed()).write(file);
    int before = Unpacked.times;

    assertThatThrownBy(() -> ModelSerializer.restoreMultiLayerNetwork(file.toFile()))
        .isInstanceOf(ClassCastException.class);

    assertThat(Unpacked.times).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocessor.bin", "objects/one"})
  void javaObjectsAreNotRead(String name) throws IOException {
    saved.with(name, Unpacked.packed()).write(file);
    int before = Unpacked.times;

    refused("serialized Java object", name);

    assertThat(Unpacked.times).isEqualTo(before);
  }

  @Test
  void aNormalizerIsLeftOutUnreadAndAWarningSaysSo() throws IOException {
    saved.with("normalizer.bin", Unpacked.packed()).write(file);
    int before = Unpacked.times;
    Logger logger = (Logger) LoggerFactory.getLogger(ModelArchive.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.WARN);

    try {
      assertThat(ModelArchive.multiLayerNetwork(file).params()).isEqualTo(network.params());
    } finally {
      logger.detachAppender(log);
      logger.setLevel(null);
    }

    assertThat(Unpacked.times).isEqualTo(before);
    assertThat(log.list)
        .extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
        .containsExactly(
            tuple(
                Level.WARN,
                file
                    + " holds a normalizer (normalizer.bin), which was left out: only the network was read. Normalize its inputs as in training, with a normalizer fitted to the same data; if you trust the file, ModelSerializer.restoreNormalizerFromFile reads it."));
  }

  /** The normalizer that Deeplearning4j itself adds. */
  @Test
  void aNetworkWithANormalizerOfDeeplearning4jIsRead() throws IOException {
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(SavedEntries.minibatch());
    saved.write(file);
    ModelSerializer.addNormalizerToModel(file.toFile(), normalizer);

    assertThat(ModelArchive.multiLayerNetwork(file).params()).isEqualTo(network.params());
  }

  @Test
  void theOtherKindOfNetworkIsNamedWithTheMethodThatReadsIt() throws IOException {
    saved.write(file);
    assertThatThrownBy(() -> ModelArchive.computationGraph(file))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            file
                + " was not opened: it holds a MultiLayerNetwork, not a ComputationGraph: load it with multiLayerNetwork instead of computationGraph.");

    SavedEntries.of(network.toComputationGraph()).write(file);
    assertThatThrownBy(() -> ModelArchive.multiLayerNetwork(file))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            file
                + " was not opened: it holds a ComputationGraph, not a MultiLayerNetwork: load it with computationGraph instead of multiLayerNetwork.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../configuration.json", "/etc/passwd", "CONFIGURATION.JSON", "more/"})
  void otherEntriesAreNamed(String name) throws IOException {
    saved.with(name, new byte[] {1}).write(file);

    refused("it holds \"" + name + "\"");
  }

  @Test
  void anEntryThatIsThereTwiceIsNamed() throws IOException {
    saved.with("configuration.jsom", saved.configuration().getBytes(UTF_8)).write(file);
    String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
    Files.write(file, bytes.replace("jsom", "json").getBytes(ISO_8859_1));

    refused("it holds configuration.json twice");
  }

  @Test
  void aPropertyThatIsThereTwiceIsNoConfiguration() throws IOException {
    String benign = "\"@class\" : \"" + ADAM + "\"";
    saved
        .withConfiguration(
            saved.configuration().replace(benign, benign + ", " + benign.replace(ADAM, INTRUDER)))
        .write(file);

    refused("Duplicate field '@class'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@type", "@Class"})
  void onlyOnePropertyNamesClasses(String name) throws IOException {
    saved.withConfiguration(saved.configuration().replace("@class", name)).write(file);

    refused("its configuration has \"" + name + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000000000", "-4", "\"4\"", "null"})
  void aLayerLargerThanTheParametersIsNamed(String size) throws IOException {
    saved
        .withConfiguration(saved.configuration().replace("\"nout\" : 4", "\"nout\" : " + size))
        .write(file);

    refused("\"nout\": " + size.replace("\"", ""));
  }

  @Test
  void aConfigurationOfAnotherNetworkIsNamed() throws IOException {
    saved
        .withConfiguration(saved.configuration().replace("\"nout\" : 4", "\"nout\" : 5"))
        .write(file);

    refused("parameters", "its configuration describes");
  }

  @Test
  void aConfigurationWithoutEndIsNotFollowed() throws IOException {
    saved.withConfiguration("{\"confs\":" + "[".repeat(100_000)).write(file);

    refused("nesting depth");
  }

  @Test
  void aConfigurationMayBeNested64DeepAndNoDeeper() throws IOException {
    saved.withConfiguration("{\"confs\":" + "[".repeat(63) + "]".repeat(63) + "}").write(file);
    assertThatThrownBy(() -> ModelArchive.multiLayerNetwork(file))
        .hasMessageNotContaining("nesting depth");

    saved.withConfiguration("{\"confs\":" + "[".repeat(64) + "]".repeat(64) + "}").write(file);
    refused("a nesting depth of more than 64");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"confs\": #}', 9, 100, a number of more than 100 characters",
    "'{\"confs\": \"#\"}', x, 100000, 'a text of more than 100,000 characters'",
    "'{\"#\": 1}', x, 1000, 'a name of more than 1,000 characters'"
  })
  void aValueThatIsTooLongIsNamed(String json, String character, int most, String message)
      throws IOException {
    saved.withConfiguration(json.replace("#", character.repeat(most))).write(file);
    assertThatThrownBy(() -> ModelArchive.multiLayerNetwork(file)).hasMessageNotContaining(message);

    saved.withConfiguration(json.replace("#", character.repeat(most + 1))).write(file);
    refused(message);
  }

  @Test
  void aConfigurationWithTextAfterItsEndIsRefused() throws IOException {
    saved.withConfiguration(saved.configuration() + " {}").write(file);

    refused("extra text after its end");
  }

  @Test
  void aBombIsNotLoaded() throws IOException {
    saved.with(COEFFICIENTS, new byte[20 << 20]).write(file);

    assertThat(Files.size(file)).isLessThan(100_000);
    refused(COEFFICIENTS + " expands to more than 16,777,216 bytes from");
  }

  @Test
  void anUpdaterLargerThanTheParametersIsNotLoaded() throws IOException {
    saved.with(UPDATER, new byte[5 * saved.bytes(COEFFICIENTS).length + 1024]).write(file);

    refused(UPDATER + " has more than");
  }

  @Test
  void anUpdaterOfAnotherNetworkIsAnError() throws IOException {
    saved
        .with(UPDATER, SavedEntries.array(new long[] {2, 1, 2, 2, 1, 8192, 1, 99}, 2, 1, 2))
        .write(file);

    refused("its updater state has 2 values, but its configuration needs 276");
  }

  @Test
  void anArrayThatClaimsMoreThanItHoldsTakesNoMemory() throws IOException {
    long n = 1L << 40;
    saved
        .with(COEFFICIENTS, SavedEntries.array(new long[] {2, 1, n, n, 1, 8192, 1, 99}, n, 1, 2))
        .write(file);

    refused("claims the shape [1, 1099511627776]", "there is room for");
  }

  @Test
  void aShapeThatOverflowsIsNoShape() throws IOException {
    long n = 1L << 32; // n * n is 0 in 64 bits
    saved
        .with(COEFFICIENTS, SavedEntries.array(new long[] {2, n, n, n, 1, 8192, 1, 99}, 0))
        .write(file);

    refused("claims the shape");
  }

  @Test
  void stridesOfTheFileAreNotBelieved() throws IOException {
    byte[] array = saved.bytes(COEFFICIENTS).clone();
    // layout 2 + 16, count 8, type 2 + 4, rank 8, shape 16; then the strides
    Arrays.fill(array, 56, 56 + 16, (byte) 0x70);
    saved.with(COEFFICIENTS, array).write(file);

    assertThat(ModelArchive.multiLayerNetwork(file).params()).isEqualTo(network.params());
  }

  @Test
  void anArrayThatEndsTooEarlyIsAnError() throws IOException {
    byte[] array = saved.bytes(COEFFICIENTS);
    saved.with(COEFFICIENTS, Arrays.copyOf(array, array.length - 1)).write(file);

    refused("it ends too early");
  }

  @Test
  void aNetworkWithoutUpdaterStateIsWhole() throws IOException {
    saved.without(UPDATER).write(file);

    assertThat(ModelArchive.multiLayerNetwork(file).params()).isEqualTo(network.params());
  }

  @Test
  void aNetworkWithoutConfigurationIsNone() throws IOException {
    saved.without(CONFIGURATION).write(file);

    refused("not a saved network", "is missing");
  }

  private void refused(String... parts) {
    assertThatThrownBy(() -> ModelArchive.multiLayerNetwork(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(parts);
  }

  /** A Java object that counts how often it is read. */
  private static final class Unpacked implements Serializable {
    private static final long serialVersionUID = 1L;

    static int times;

    static byte[] packed() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(new Unpacked());
      }
      return bytes.toByteArray();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      times++;
    }
  }
}
