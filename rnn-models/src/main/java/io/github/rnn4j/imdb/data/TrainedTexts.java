package io.github.rnn4j.imdb.data;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.imdb.config.ImdbConfig;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts that a run was trained on, read again from its data. */
public final class TrainedTexts {

  private TrainedTexts() {}

  /**
   * Reads, samples and splits the data as the run did.
   *
   * @param config the configuration of the run
   * @param checksum SHA-256 checksum of the run's reviews, 64 hexadecimal digits
   * @param cache where downloaded data is kept
   * @return the texts of the training set; with several networks, also those that only one of them
   *     set aside for validation
   * @throws DataException if the data is missing or has changed since the run
   */
  public static Set<String> of(ImdbConfig config, String checksum, DataCache cache) {
    ImdbData data = ImdbData.load(config.data(), config.training().seed(), cache);
    if (!data.checksum().equals(checksum)) {
      throw new DataException(data.name() + " has changed since the run");
    }
    boolean several = config.network().members() > 1;
    return Stream.concat(
            data.train().stream(), several ? data.validation().stream() : Stream.empty())
        .map(LabelledText::text)
        .collect(Collectors.toUnmodifiableSet());
  }
}
