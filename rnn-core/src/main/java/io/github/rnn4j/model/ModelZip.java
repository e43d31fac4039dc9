package io.github.rnn4j.model;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.deeplearning4j.util.ModelSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The zip file of a saved network. All entries are checked before any is used: only the three known
 * names and a normalizer, which is never read, are allowed, and no entry may be duplicated, damaged
 * or too large.
 */
final class ModelZip implements Closeable {

  static final String CONFIGURATION = ModelSerializer.CONFIGURATION_JSON;
  static final String COEFFICIENTS = ModelSerializer.COEFFICIENTS_BIN;
  static final String UPDATER = ModelSerializer.UPDATER_BIN;

  /** Deeplearning4j may read it as a serialized Java object; it is never opened here. */
  private static final String NORMALIZER = ModelSerializer.NORMALIZER_BIN;

  /** Maximum number of parameters of a network: 268 million, 1 GiB in FLOAT. */
  static final long MOST_PARAMETERS = 1L << 28;

  /** Maximum number of values that an updater keeps for each parameter; AMSGrad keeps three. */
  static final int MOST_STATE = 4;

  private static final long LARGEST_CONFIGURATION = 8L << 20;
  private static final long LARGEST_HEADER = 1 << 10;

  /** Weights hardly compress. A large entry that compresses a hundredfold is a zip bomb. */
  private static final int MOST_SHRINKING = 100;

  private static final long SMALL = 16L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ModelArchive.class);

  private final String file;
  private final ZipSource zip;
  private final Map<String, Long> sizes = new HashMap<>();

  private ModelZip(String file, ZipSource zip) {
    this.file = file;
    this.zip = zip;
  }

  static ModelZip open(Path file) throws IOException {
    return checked(file.toString(), () -> ZipSource.of(file));
  }

  /**
   * Reads a saved network into memory.
   *
   * @param name what messages call the stream
   */
  static ModelZip open(InputStream in, int most, String name) throws IOException {
    return checked(name, () -> ZipSource.of(in, most));
  }

  private static ModelZip checked(String name, Opening opening) throws IOException {
    ModelZip opened = new ModelZip(name, wholeZip(name, opening));
    try {
      opened.check();
      return opened;
    } catch (IOException | RuntimeException | Error cause) {
      opened.close();
      throw cause;
    }
  }

  /** A zip file's directory is at its end: a file that opens has not been cut short. */
  private static ZipSource wholeZip(String file, Opening opening) {
    try {
      return opening.open();
    } catch (IOException cause) {
      throw ModelException.damaged(
          file
              + " is not a complete zip file ("
              + FileFailure.reason(cause)
              + "): it was cut short or damaged, or it is a different kind of file. If it was copied, copy it again.",
          cause);
    }
  }

  boolean hasUpdater() {
    return sizes.containsKey(UPDATER);
  }

  byte[] configuration() throws IOException {
    try (InputStream in = zip.open(CONFIGURATION)) {
      return in.readAllBytes();
    }
  }

  /** The uncompressed size of an entry in bytes. */
  long size(String name) {
    return sizes.get(name);
  }

  DataInputStream open(String name) throws IOException {
    return new DataInputStream(new BufferedInputStream(zip.open(name)));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private void check() throws IOException {
    Set<String> seen = new HashSet<>();
    for (String name : zip.names()) {
      checkName(name);
      if (!seen.add(name)) {
        throw refused(
            "it holds " + name + " twice, so two programs could read different networks from it");
      }
    }
    if (!seen.contains(CONFIGURATION) || !seen.contains(COEFFICIENTS)) {
      throw ModelException.damaged(
          file
              + " is a zip file but not a saved network: "
              + CONFIGURATION
              + " or "
              + COEFFICIENTS
              + " is missing. Use a file that Deeplearning4j or this library saved.",
          null);
    }
    inflated(CONFIGURATION, LARGEST_CONFIGURATION);
    long most = Double.BYTES * MOST_PARAMETERS + LARGEST_HEADER;
    long credible = Math.max(SMALL, MOST_SHRINKING * zip.bytes());
    if (credible < most) {
      inflated(
          COEFFICIENTS,
          credible,
          "%s expands to more than %,d bytes from a file of %,d; trained weights do not compress that well"
              .formatted(COEFFICIENTS, credible, zip.bytes()));
    } else {
      inflated(COEFFICIENTS, most);
    }
    if (seen.contains(UPDATER)) {
      inflated(UPDATER, MOST_STATE * size(COEFFICIENTS) + LARGEST_HEADER);
    }
    if (seen.contains(NORMALIZER)) {
      LOG.warn(
          "{} holds a normalizer ({}), which was left out: only the network was read. Normalize its inputs as in training, with a normalizer fitted to the same data; if you trust the file, ModelSerializer.restoreNormalizerFromFile reads it.",
          file,
          NORMALIZER);
    }
  }

  private void checkName(String name) {
    if (name.equals(ModelSerializer.PREPROCESSOR_BIN) || name.startsWith("objects/")) {
      throw refused(
          "it holds a serialized Java object ("
              + ModelJson.shortened(name)
              + "), which could run arbitrary code when it is read");
    }
    if (!List.of(CONFIGURATION, COEFFICIENTS, UPDATER, NORMALIZER).contains(name)) {
      throw refused(
          "it holds \"%s\"; a saved network holds only %s, %s, %s and %s"
              .formatted(
                  ModelJson.shortened(name), CONFIGURATION, COEFFICIENTS, UPDATER, NORMALIZER));
    }
  }

  private void inflated(String name, long most) throws IOException {
    inflated(name, most, "%s has more than the %,d bytes that are allowed".formatted(name, most));
  }

  /**
   * Decompresses an entry to find its real size, which the file may misstate, and checks its
   * checksum. Stops as soon as the entry is too large.
   */
  private void inflated(String name, long most, String tooLarge) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] some = new byte[1 << 16];
    long size = 0;
    try (InputStream in = zip.open(name)) {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        checksum.update(some, 0, n);
        size += n;
        if (size > most) {
          throw refused(tooLarge);
        }
      }
    }
    if (checksum.getValue() != zip.checksum(name)) {
      throw new IOException(name + " does not match its checksum");
    }
    sizes.put(name, size);
  }

  private ModelException refused(String why) {
    return ModelException.refused(
        file
            + " was not opened: "
            + why
            + ". Neither Deeplearning4j nor this library saves a network like that. If you trust its source, load it with"
            + " Deeplearning4j and save only the network.",
        null);
  }

  /** Opens the archive, in a file or in a stream. */
  @FunctionalInterface
  private interface Opening {
    ZipSource open() throws IOException;
  }
}
