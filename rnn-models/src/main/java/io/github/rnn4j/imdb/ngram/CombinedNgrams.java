package io.github.rnn4j.imdb.ngram;

import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Ngrams;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The n-grams of a run that predict together with its network.
 *
 * @param model the n-grams
 * @param weights how the two are combined
 */
public record CombinedNgrams(NgramModel model, Combination weights) {

  private static final Logger log = LoggerFactory.getLogger(CombinedNgrams.class);
  private static final String MODEL = "ngrams.bin";
  private static final String WEIGHTS = "combination.json";

  /**
   * Reads the n-grams of a run.
   *
   * @param run the run
   * @param config its configuration
   * @param classes its classes
   * @return the n-grams; empty if its network predicts alone, with a warning if that is because its
   *     training has not finished
   * @throws RunException if a file is missing, damaged or from another run
   */
  public static Optional<CombinedNgrams> of(
      RunDirectory run, ImdbConfig config, TextClasses classes) {
    if (config.training().ngrams() != Ngrams.COMBINED) {
      return Optional.empty();
    }
    if (!run.has(WEIGHTS) && !run.has(MODEL)) {
      log.warn(
          "The training of {} has not finished, so it predicts without the n-grams; finish it with train --resume",
          run.folder());
      return Optional.empty();
    }
    run.require(WEIGHTS);
    Combination weights = run.readJson(WEIGHTS, Combination.class);
    try (InputStream in = Files.newInputStream(run.require(MODEL))) {
      return Optional.of(new CombinedNgrams(NgramModel.read(in, classes), weights));
    } catch (IOException cause) {
      throw new RunException(
          "%s is damaged (%s). Restore it, or train again."
              .formatted(run.file(MODEL), FileFailure.reason(cause)),
          cause);
    }
  }

  /**
   * Writes both files.
   *
   * @param run the run
   */
  public void write(RunDirectory run) {
    run.write(MODEL, model::writeTo);
    run.writeJson(WEIGHTS, weights);
  }

  /**
   * Combines the predictions of the network with those of the n-grams.
   *
   * @param network the probabilities of the network, [N][K]
   * @param texts the token indices of the whole texts
   * @return probabilities, [N][K]; each row sums to 1
   */
  public double[][] with(double[][] network, List<int[]> texts) {
    return weights.combined(network, model.probabilities(texts));
  }
}
