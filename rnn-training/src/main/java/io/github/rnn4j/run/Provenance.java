package io.github.rnn4j.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rnn4j.loop.ValidationMetrics;
import java.time.Instant;
import java.util.Map;

/**
 * Where a run comes from: all that is needed to say whether two runs should agree, and to repeat
 * one.
 *
 * <p>Kept as {@link RunDirectory#PROVENANCE}: written when the run starts, with no seconds and no
 * metrics, and again when it has ended.
 *
 * <pre>{@code
 * Provenance begun = Provenance.begin(data, config.seed(), config, Instant.now());
 * run.writeJson(RunDirectory.PROVENANCE, begun);
 * TrainingResult result = training.run(10, new Checkpoints(run));
 * run.writeJson(RunDirectory.PROVENANCE, begun.finished(result.epochSeconds(), metrics));
 * }</pre>
 *
 * @param data what was trained on
 * @param seed the seed of initialisation and shuffling
 * @param config the whole configuration of the run
 * @param build version and commit of this library
 * @param libraries versions of the libraries that compute
 * @param platform the machine
 * @param startTime when the run started, ISO-8601 in UTC
 * @param seconds time of the training, that before an interruption included; 0 until it has ended
 * @param finalMetrics metrics of the finished network by name; empty until the run has ended
 */
public record Provenance(
    Data data,
    long seed,
    JsonNode config,
    BuildVersion build,
    Libraries libraries,
    Platform platform,
    String startTime,
    double seconds,
    Map<String, Double> finalMetrics) {

  /**
   * Copies the metrics.
   *
   * @param data what was trained on
   * @param seed the seed
   * @param config the configuration
   * @param build build of this library
   * @param libraries versions of the libraries that compute
   * @param platform the machine
   * @param startTime when the run started
   * @param seconds time of the training
   * @param finalMetrics metrics of the finished network
   * @throws IllegalArgumentException if a metric has no legal name or no value
   */
  public Provenance {
    finalMetrics = ValidationMetrics.copyOf(finalMetrics);
  }

  /**
   * The data of a run.
   *
   * @param name what a person calls it
   * @param checksum algorithm and value, such as {@code sha256:40056...}, or why there is none
   * @param synthetic whether a program made it up: no result on such data says anything about the
   *     world
   */
  public record Data(String name, String checksum, boolean synthetic) {
    private static final String SHA_256 = "sha256:";

    /**
     * Data with a SHA-256 checksum.
     *
     * @param name what a person calls them
     * @param digits the checksum, 64 hexadecimal digits
     * @param synthetic whether a program made them up
     * @return the data
     */
    public static Data ofSha256(String name, String digits, boolean synthetic) {
      return new Data(name, SHA_256 + digits, synthetic);
    }

    /**
     * The SHA-256 checksum.
     *
     * @return 64 hexadecimal digits; the whole {@link #checksum} where it is another one
     */
    public String sha256() {
      return checksum.startsWith(SHA_256) ? checksum.substring(SHA_256.length()) : checksum;
    }
  }

  /**
   * Provenance of a run that starts now on this machine.
   *
   * @param data what it trains on
   * @param seed its seed
   * @param config its configuration, a record
   * @param start when it starts
   * @return the provenance without seconds and metrics
   */
  public static Provenance begin(Data data, long seed, Object config, Instant start) {
    return new Provenance(
        data,
        seed,
        RunJson.tree(config),
        BuildVersion.current(),
        Libraries.current(),
        Platform.current(),
        start.toString(),
        0,
        Map.of());
  }

  /**
   * The same run after its end.
   *
   * @param elapsed time of the training in seconds
   * @param metrics metrics of the network that it came to
   * @return the whole provenance
   */
  public Provenance finished(double elapsed, Map<String, Double> metrics) {
    return new Provenance(
        data, seed, config, build, libraries, platform, startTime, elapsed, metrics);
  }
}
