package io.github.rnn4j.model;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.util.ModelSerializer;

/**
 * The zip file of a saved network, every entry of it checked before any is used: no other names
 * than these three, none twice, none larger than it may be, each whole.
 */
final class ModelZip implements Closeable {

  static final String CONFIGURATION = ModelSerializer.CONFIGURATION_JSON;
  static final String COEFFICIENTS = ModelSerializer.COEFFICIENTS_BIN;
  static final String UPDATER = ModelSerializer.UPDATER_BIN;

  /** The most parameters of a network: 268 million, 1 GiB in FLOAT. */
  static final long MOST_PARAMETERS = 1L << 28;

  /** The most numbers that an updater keeps for a parameter; AMSGrad keeps three. */
  static final int MOST_STATE = 4;

  private static final long LARGEST_CONFIGURATION = 8L << 20;
  private static final long LARGEST_HEADER = 1 << 10;

  /** Weights hardly shrink. What shrinks a hundredfold and is large is a bomb. */
  private static final int MOST_SHRINKING = 100;

  private static final long SMALL = 16L << 20;

  private static final Set<String> JAVA_OBJECTS =
      Set.of(ModelSerializer.PREPROCESSOR_BIN, ModelSerializer.NORMALIZER_BIN);

  private final Path file;
  private final ZipFile zip;
  private final Map<String, Long> sizes = new HashMap<>();

  private ModelZip(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  static ModelZip open(Path file) throws IOException {
    ModelZip opened = new ModelZip(file, wholeZip(file));
    try {
      opened.check();
      return opened;
    } catch (IOException | RuntimeException | Error cause) {
      opened.close();
      throw cause;
    }
  }

  /** A zip file's table of contents is at its end: what opens has not been cut. */
  private static ZipFile wholeZip(Path file) {
    try {
      return new ZipFile(file.toFile());
    } catch (IOException cause) {
      throw ModelException.damaged(
          file
              + " is not a whole zip file ("
              + FileFailure.reason(cause)
              + "): it was cut short or damaged, or it is something else. If it was copied, copy it again.",
          cause);
    }
  }

  boolean hasUpdater() {
    return sizes.containsKey(UPDATER);
  }

  byte[] configuration() throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(CONFIGURATION))) {
      return in.readAllBytes();
    }
  }

  /** Bytes of an entry. */
  long size(String name) {
    return sizes.get(name);
  }

  DataInputStream open(String name) throws IOException {
    return new DataInputStream(new BufferedInputStream(zip.getInputStream(zip.getEntry(name))));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private void check() throws IOException {
    Set<String> seen = new HashSet<>();
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      String name = entries.nextElement().getName();
      checkName(name);
      if (!seen.add(name)) {
        throw refused(name + " is in it twice, so that two readers may see two networks");
      }
    }
    if (!seen.contains(CONFIGURATION) || !seen.contains(COEFFICIENTS)) {
      throw ModelException.damaged(
          file
              + " is a zip file but holds no network: "
              + CONFIGURATION
              + " or "
              + COEFFICIENTS
              + " is missing in it. Give a file that Deeplearning4j or this library saved.",
          null);
    }
    inflated(CONFIGURATION, LARGEST_CONFIGURATION);
    long weights = inflated(COEFFICIENTS, Double.BYTES * MOST_PARAMETERS + LARGEST_HEADER);
    long packed = Files.size(file);
    if (weights > Math.max(SMALL, MOST_SHRINKING * packed)) {
      throw refused(
          "%s has %,d bytes in a file of %,d, as no trained weights have"
              .formatted(COEFFICIENTS, weights, packed));
    }
    if (seen.contains(UPDATER)) {
      inflated(UPDATER, MOST_STATE * weights + LARGEST_HEADER);
    }
  }

  private void checkName(String name) {
    if (JAVA_OBJECTS.contains(name) || name.startsWith("objects/")) {
      throw refused(
          "it holds a serialised Java object ("
              + name
              + "), which could run any code when it is read");
    }
    if (!List.of(CONFIGURATION, COEFFICIENTS, UPDATER).contains(name)) {
      throw refused(
          "it holds \"%s\"; a saved network holds %s, %s and %s alone"
              .formatted(name, CONFIGURATION, COEFFICIENTS, UPDATER));
    }
  }

  /** How many bytes an entry has, whatever the file says of it, and that they are undamaged. */
  private long inflated(String name, long most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    CRC32 checksum = new CRC32();
    byte[] some = new byte[1 << 16];
    long size = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        checksum.update(some, 0, n);
        size += n;
        if (size > most) {
          throw refused(
              "%s has more than %,d bytes, the most that it may have".formatted(name, most));
        }
      }
    }
    if (checksum.getValue() != entry.getCrc()) {
      throw new IOException(name + " does not agree with its checksum");
    }
    sizes.put(name, size);
    return size;
  }

  private ModelException refused(String why) {
    return ModelException.refused(
        file
            + " is not opened: "
            + why
            + ". Neither Deeplearning4j nor this library saves a network like that. If you trust where it comes from, read it with"
            + " Deeplearning4j and save the network alone.",
        null);
  }
}
