package io.github.rnn4j.imdb.data;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.reviews.Review;
import io.github.rnn4j.imdb.config.ImdbConfig;
import java.util.Set;
import java.util.stream.Collectors;

/** The texts that a run was trained on, read once more from its data. */
public final class TrainedTexts {

  private TrainedTexts() {}

  /**
   * Reads, samples and splits the data as the run did.
   *
   * @param config the configuration of the run
   * @param checksum of the reviews at that time, 64 hexadecimal digits
   * @param cache where downloaded data are kept
   * @return the texts of the training part
   * @throws DataException if the data are no longer there, or no longer the same
   */
  public static Set<String> of(ImdbConfig config, String checksum, DataCache cache) {
    ImdbData data = ImdbData.load(config.data(), config.training().seed(), cache);
    if (!data.checksum().equals(checksum)) {
      throw new DataException(data.name() + " has changed since the run");
    }
    return data.train().stream().map(Review::text).collect(Collectors.toUnmodifiableSet());
  }
}
