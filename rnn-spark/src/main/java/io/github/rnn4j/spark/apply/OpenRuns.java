package io.github.rnn4j.spark.apply;

import io.github.rnn4j.spark.remote.TemporaryFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

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
      TemporaryFolder.delete(folder); // the model is in memory
    }
  }
}
