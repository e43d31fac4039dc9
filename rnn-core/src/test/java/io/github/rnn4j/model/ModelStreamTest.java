package io.github.rnn4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that are read from a stream instead of a file. */
class ModelStreamTest {

  @TempDir Path folder;
  private MultiLayerNetwork network;
  private byte[] saved;

  @BeforeEach
  void savedNetwork() throws IOException {
    network = SavedEntries.network();
    network.fit(SavedEntries.minibatch());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelArchive.write(network, out);
    saved = out.toByteArray();
  }

  @Test
  void aStreamHoldsTheSameNetworkAsAFileAndStaysOpen() {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream in =
        new ByteArrayInputStream(saved) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    MultiLayerNetwork loaded = ModelArchive.multiLayerNetwork(in, ModelClasses.standard());
    loaded.fit(SavedEntries.minibatch());
    network.fit(SavedEntries.minibatch());

    assertThat(loaded.params()).isEqualTo(network.params());
    assertThat(closed).isFalse();
  }

  @Test
  void aStreamWithTheOtherKindOfNetworkSaysWhichMethodToUse() {
    assertThatThrownBy(() -> ModelArchive.computationGraph(stream(saved), ModelClasses.standard()))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "The stream was not opened: it holds a MultiLayerNetwork, not a ComputationGraph: load it with multiLayerNetwork instead of computationGraph.");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.999})
  void aStreamThatWasCutShortIsAnError(double share) {
    byte[] some = Arrays.copyOf(saved, (int) (share * saved.length));

    refused(some, "The stream is not a complete zip file (it has no directory at its end)");
  }

  @Test
  void alteredBytesGiveAModelExceptionOrTheSameNetwork() {
    Random random = new Random(42);
    for (int i = 0; i < 300; i++) {
      byte[] altered = saved.clone();
      // half of the time in the directory at the end, which has about 250 bytes
      int at = random.nextInt(i % 2 == 0 ? altered.length : 250);
      altered[i % 2 == 0 ? at : altered.length - 1 - at] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(
                ModelArchive.multiLayerNetwork(stream(altered), ModelClasses.standard()).params())
            .isEqualTo(network.params());
      } catch (ModelException expected) {
        assertThat(expected).hasMessageMatching("(?s)(The|.* the) stream.*");
      }
    }
  }

  @Test
  void storedEntriesAndACommentAreRead() throws IOException {
    SavedEntries entries = SavedEntries.of(network);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setComment("PK and more");
      zip.setLevel(0);
      for (String name : new String[] {"configuration.json", "coefficients.bin"}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(entries.bytes(name));
      }
    }

    assertThat(
            ModelArchive.multiLayerNetwork(stream(out.toByteArray()), ModelClasses.standard())
                .params())
        .isEqualTo(network.params());
  }

  @Test
  void theEntriesOfAStreamAreCheckedLikeThoseOfAFile() throws IOException {
    Path file =
        SavedEntries.of(network)
            .with("preprocessor.bin", new byte[1])
            .write(folder.resolve("network.zip"));

    refused(
        Files.readAllBytes(file),
        "The stream was not opened: it holds a serialized Java object (preprocessor.bin)");
  }

  @Test
  void aStreamHasALimit() throws IOException {
    assertThat(ZipSource.of(stream(saved), saved.length).names()).contains("coefficients.bin");
    assertThatThrownBy(() -> ModelZip.open(stream(saved), saved.length - 1, "The stream"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "it has more than the %,d bytes that are allowed".formatted(saved.length - 1));
  }

  private static void refused(byte[] bytes, String message) {
    assertThatThrownBy(() -> ModelArchive.multiLayerNetwork(stream(bytes), ModelClasses.standard()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(message);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
