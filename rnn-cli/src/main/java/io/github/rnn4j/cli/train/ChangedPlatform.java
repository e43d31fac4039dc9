package io.github.rnn4j.cli.train;

import io.github.rnn4j.run.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has changed since the start of a run, so that it cannot end with bit-identical weights. */
final class ChangedPlatform {

  private ChangedPlatform() {}

  /** Returns a sentence that names the settings of both, if threads or backend differ. */
  static Optional<String> warning(Platform start, Platform now) {
    if (start.layerThreads() == 0) {
      return Optional.empty(); // a run of an earlier version, which did not save them
    }
    List<String> changes = new ArrayList<>();
    add(changes, "-Drnn4j.threads", start.layerThreads(), now.layerThreads());
    add(changes, "-Drnn4j.backend", start.layerBackend(), now.layerBackend());
    add(changes, "OMP_NUM_THREADS", start.ompThreads(), now.ompThreads());
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The run resumes with %s, so its result may differ in the last bits from that of an uninterrupted run; set the former values to avoid this."
                .formatted(String.join(" and ", changes)));
  }

  private static void add(List<String> changes, String setting, Object start, Object now) {
    if (!start.equals(now)) {
      changes.add("%s=%s instead of %s".formatted(setting, now, start));
    }
  }
}
