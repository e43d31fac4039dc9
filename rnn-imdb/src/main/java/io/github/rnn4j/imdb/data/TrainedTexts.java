package io.github.rnn4j.imdb.data;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.imdb.config.DataConfig;
import java.util.Set;
import java.util.stream.Collectors;

/** The texts that a run was trained on, read again from its data. */
public final class TrainedTexts {

  private TrainedTexts() {}

  /**
   * Reads, samples and splits the data as the run did.
   *
   * @param config the data of the run
   * @param seed the seed of the run
   * @param checksum SHA-256 checksum of the run's reviews, 64 hexadecimal digits
   * @param cache where downloaded data is kept
   * @return the texts of the training set
   * @throws DataException if the data is missing or has changed since the run
   */
  public static Set<String> of(DataConfig config, long seed, String checksum, DataCache cache) {
    ImdbData data = ImdbData.load(config, seed, cache);
    if (!data.checksum().equals(checksum)) {
      throw new DataException(data.name() + " has changed since the run");
    }
    return data.train().stream().map(LabelledText::text).collect(Collectors.toUnmodifiableSet());
  }
}
