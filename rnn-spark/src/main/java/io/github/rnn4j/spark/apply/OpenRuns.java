package io.github.rnn4j.spark.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The models that are open in this executor. All its tasks share them, so a run is unpacked and
 * opened once, however many partitions there are.
 */
final class OpenRuns {

  private static final Map<String, Object> OPEN = new ConcurrentHashMap<>();

  private OpenRuns() {}

  /** Returns the model of a run, which is opened if it is not open yet. */
  static <M> M get(ShippedRun run, Class<M> type, Function<Path, M> open) {
    return type.cast(OPEN.computeIfAbsent(run.digest(), digest -> opened(run, open)));
  }

  /** Opens a run that is in a temporary folder meanwhile. */
  static <M> M opened(ShippedRun run, Function<Path, M> open) {
    Path folder = run.unpack();
    try {
      return open.apply(folder);
    } finally {
      delete(folder); // the model is in memory
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("Cannot delete " + folder, cause);
    }
  }
}
