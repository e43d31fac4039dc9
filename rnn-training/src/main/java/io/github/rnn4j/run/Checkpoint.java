package io.github.rnn4j.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.loop.TrainingTotals;
import io.github.rnn4j.model.AveragedWeights;
import io.github.rnn4j.model.CarriedState;
import io.github.rnn4j.model.FileFailure;
import io.github.rnn4j.model.ModelArchive;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A saved state from which a run resumes: a network with its updater, and the progress of the run.
 *
 * <pre>{@code
 * Optional<Checkpoint<MultiLayerNetwork>> saved = Checkpoint.ofMultiLayerNetwork(run);
 * MultiLayerNetwork network = saved.map(Checkpoint::network).orElseGet(() -> build());
 * TrainingState state = saved.map(Checkpoint::state).orElse(TrainingState.START);
 * new Training<>(network, ...).resume(state, 10, new Checkpoints(run));
 * }</pre>
 *
 * <p>The two latest checkpoints are kept, each as two files: the network in {@link
 * RunDirectory#LAST} or {@link RunDirectory#PREVIOUS}, the state in {@link RunDirectory#TRAINING}
 * or {@link RunDirectory#PREVIOUS_TRAINING}. A state identifies its network by the SHA-256 of the
 * network's file. Matching files are therefore found even after a kill between two writes, and a
 * damaged file is not mistaken for a good one.
 *
 * @param network the network with its updater state
 * @param state the progress of the run
 * @param problem a human-readable reason why a later checkpoint could not be used; empty if this is
 *     the latest
 * @param <N> the type of the network
 */
public record Checkpoint<N>(N network, TrainingState state, Optional<String> problem) {

  /**
   * The format of the state. Format 1 had no totals for some of the numbers that the line about an
   * epoch shows.
   */
  private static final int FORMAT = 2;

  private static final String POSITION = "training.json";
  private static final String CARRIED = "carried.bin";
  private static final String AVERAGE = "average.bin";

  /** The maximum size of an entry of the state, enough for some hundred thousand epochs. */
  private static final int MOST_BYTES = 1 << 28;

  /** The content of the entry {@value #POSITION}. */
  private record Position(
      int format, String network, List<EpochEvent> epochs, TrainingTotals part, double firstLoss) {}

  /**
   * Thrown if a checkpoint is intact but has a different format. The previous checkpoint has the
   * same format, and does not help.
   */
  private static final class OtherFormatException extends RunException {
    OtherFormatException(Path file, int format) {
      super(
          "%s is a checkpoint in %s format (%d, this program reads %d): resume the run with the version that wrote it, or train again."
              .formatted(file, format < FORMAT ? "an older" : "a newer", format, FORMAT));
    }
  }

  /** A state, and the SHA-256 of its network's file. */
  private record Saved(String network, TrainingState state) {}

  /**
   * Reads the latest checkpoint of a run that trains a {@code MultiLayerNetwork}.
   *
   * @param run the run
   * @return the checkpoint; empty if none has been saved yet
   * @throws RunException if checkpoints have been saved but none is intact with finite weights, or
   *     they have another format
   */
  public static Optional<Checkpoint<MultiLayerNetwork>> ofMultiLayerNetwork(RunDirectory run) {
    return latest(run, name -> SavedNetworks.multiLayerNetwork(run, name));
  }

  /**
   * Reads the latest checkpoint of a run that trains a {@code ComputationGraph}.
   *
   * @param run the run
   * @return the checkpoint; empty if none has been saved yet
   * @throws RunException if checkpoints have been saved but none is intact with finite weights, or
   *     they have another format
   */
  public static Optional<Checkpoint<ComputationGraph>> ofComputationGraph(RunDirectory run) {
    return latest(run, name -> SavedNetworks.computationGraph(run, name));
  }

  /**
   * Returns the progress of the run at the latest checkpoint, without reading its network.
   *
   * @param run the run
   * @return the progress; empty if nothing has been saved yet or nothing can be read
   */
  public static Optional<TrainingState> place(RunDirectory run) {
    try {
      return latest(run, name -> name, new ArrayList<>()).map(Checkpoint::state);
    } catch (OtherFormatException cause) {
      return Optional.empty();
    }
  }

  private static <N> Optional<Checkpoint<N>> latest(RunDirectory run, Function<String, N> reader) {
    List<String> problems = new ArrayList<>();
    Optional<Checkpoint<N>> found = latest(run, reader, problems);
    if (found.isEmpty() && !problems.isEmpty()) {
      throw new RunException(
          "The run in %s has no intact checkpoint: %s. Restore its files, or train again."
              .formatted(run.folder(), String.join("; ", problems)));
    }
    return found;
  }

  private static <N> Optional<Checkpoint<N>> latest(
      RunDirectory run, Function<String, N> reader, List<String> problems) {
    for (String name : List.of(RunDirectory.TRAINING, RunDirectory.PREVIOUS_TRAINING)) {
      if (!run.has(name)) {
        continue;
      }
      try {
        Saved saved = readState(run.file(name));
        N network = reader.apply(networkOf(run, saved));
        return Optional.of(new Checkpoint<>(network, saved.state(), said(problems, saved.state())));
      } catch (OtherFormatException cause) {
        throw cause;
      } catch (RunException cause) {
        problems.add(cause.getMessage().replaceFirst("\\.$", ""));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> said(List<String> problems, TrainingState state) {
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s. Resuming from the previous checkpoint instead: %s."
                .formatted(String.join("; ", problems), state.place()));
  }

  /** Returns the name of the network file that belongs to the state. */
  private static String networkOf(RunDirectory run, Saved saved) {
    for (String name : List.of(RunDirectory.LAST, RunDirectory.PREVIOUS)) {
      if (isOf(saved, run, name)) {
        return name;
      }
    }
    throw new RunException(
        "the network of %s is missing or damaged: neither %s nor %s has the SHA-256 with which it was saved"
            .formatted(saved.state().place(), RunDirectory.LAST, RunDirectory.PREVIOUS));
  }

  private static boolean isOf(Saved saved, RunDirectory run, String name) {
    try {
      return run.has(name) && sha256(run.file(name)).equals(saved.network());
    } catch (RunException unreadable) {
      return false; // such as a link in its place
    }
  }

  /**
   * Gives the files of the latest intact checkpoint the names {@link RunDirectory#LAST} and {@link
   * RunDirectory#TRAINING}. After a kill or damage they may have other names. A training that
   * resumes does the same; this method is for programs that copy a run.
   *
   * @param run the run, which no other process writes to
   * @throws RunException if a file cannot be renamed
   */
  public static void settle(RunDirectory run) {
    place(run).ifPresent(state -> settle(run, state));
  }

  /**
   * Renames the files of the checkpoint from which the run resumes; they get the names of the
   * latest checkpoint. After a kill or damage they may have other names. The next save then
   * replaces the other files.
   *
   * @param from the state from which the run resumes; a later checkpoint could not be used
   */
  static void settle(RunDirectory run, TrainingState from) {
    for (String name : List.of(RunDirectory.TRAINING, RunDirectory.PREVIOUS_TRAINING)) {
      Optional<String> network = networkOf(run, name, from);
      if (network.isPresent()) {
        run.rename(name, RunDirectory.TRAINING);
        run.rename(network.get(), RunDirectory.LAST);
        return;
      }
    }
  }

  private static Optional<String> networkOf(RunDirectory run, String name, TrainingState from) {
    try {
      if (!run.has(name)) {
        return Optional.empty();
      }
      Saved saved = readState(run.file(name));
      return saved.state().updates() == from.updates()
              && saved.state().epochs().size() == from.epochs().size()
          ? Optional.of(networkOf(run, saved))
          : Optional.empty();
    } catch (RunException broken) {
      return Optional.empty();
    }
  }

  /** Saves a network and its state. The previous checkpoint is kept until both are written. */
  static void write(RunDirectory run, Model network, TrainingState state) {
    MessageDigest sha256 = sha256();
    run.write(
        RunDirectory.LAST,
        RunDirectory.PREVIOUS,
        out -> ModelArchive.write(network, new DigestOutputStream(out, sha256)));
    Position position =
        new Position(
            FORMAT,
            HexFormat.of().formatHex(sha256.digest()),
            state.epochs(),
            state.part(),
            state.firstLoss());
    run.write(
        RunDirectory.TRAINING,
        RunDirectory.PREVIOUS_TRAINING,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          zip.putNextEntry(new ZipEntry(POSITION));
          zip.write(RunJson.write(position));
          zip.putNextEntry(new ZipEntry(CARRIED));
          state.carried().write(new DataOutputStream(zip));
          if (!state.average().isNone()) {
            zip.setLevel(Deflater.NO_COMPRESSION); // the size of the file limits what is read
            zip.putNextEntry(new ZipEntry(AVERAGE));
            state.average().write(new DataOutputStream(zip));
          }
          zip.finish();
        });
  }

  private static Saved readState(Path file) {
    RunFile.regular(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] json = entry(zip, POSITION, MOST_BYTES);
      requireFormat(file, RunJson.read(file, json, JsonNode.class).path("format").asInt(1));
      Position position = RunJson.read(file, json, Position.class);
      TrainingState state =
          new TrainingState(
              position.epochs(),
              position.part(),
              position.firstLoss(),
              CarriedState.read(entry(zip, CARRIED, MOST_BYTES)),
              average(zip, file));
      return new Saved(position.network(), state);
    } catch (OtherFormatException cause) {
      throw cause;
    } catch (IOException | RuntimeException cause) {
      String reason = cause instanceof IOException io ? FileFailure.reason(io) : cause.getMessage();
      throw new RunException("%s is damaged (%s)".formatted(file, reason), cause);
    }
  }

  private static void requireFormat(Path file, int format) {
    if (format != FORMAT) {
      throw new OtherFormatException(file, format);
    }
  }

  private static AveragedWeights average(ZipFile zip, Path file) throws IOException {
    if (zip.getEntry(AVERAGE) == null) {
      return AveragedWeights.NONE;
    }
    long most = Math.min(Files.size(file), Integer.MAX_VALUE - 8);
    return AveragedWeights.read(entry(zip, AVERAGE, (int) most));
  }

  private static byte[] entry(ZipFile zip, String name, int most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException(name + " is missing from it");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(most);
      if (in.read() != -1) {
        throw new IOException(name + " in it has more than " + most + " bytes");
      }
      CRC32 crc = new CRC32(); // ZipFile does not check it
      crc.update(bytes);
      if (crc.getValue() != entry.getCrc()) {
        throw new IOException(name + " in it does not match its checksum");
      }
      return bytes;
    }
  }

  private static String sha256(Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(RunFile.open(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException cause) {
      throw new RunException(
          "Cannot read " + file + " (" + FileFailure.reason(cause) + ").", cause);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause); // every Java runtime has it
    }
  }
}
