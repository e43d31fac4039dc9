package io.github.rnn4j.imdb;

import io.github.rnn4j.batch.Truncation;

/** Small configurations for tests. */
final class Configs {

  private Configs() {}

  static NetworkConfig network(
      InputForm input, Cell cell, Direction direction, MergeMode merge, int layers) {
    return new NetworkConfig(
        input, 3, cell, RecurrentWeights.ORTHOGONAL, direction, merge, layers, 4, 5, 0);
  }

  static ImdbConfig of(NetworkConfig network) {
    ImdbConfig demo = Preset.DEMO.config();
    return new ImdbConfig(demo.data(), network, demo.training());
  }

  static DataConfig data(String data, int limit) {
    return new DataConfig(data, limit, "review", 0, Truncation.KEEP_TAIL, 1, 0);
  }

  static DataConfig cut(int maxLength, Truncation truncation) {
    return new DataConfig(DataConfig.SYNTHETIC, 0, "review", maxLength, truncation, 1, 0);
  }
}
