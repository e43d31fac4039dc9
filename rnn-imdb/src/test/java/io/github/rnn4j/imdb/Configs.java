package io.github.rnn4j.imdb;

/** Small configurations for tests. */
final class Configs {

  private Configs() {}

  static NetworkConfig network(
      InputForm input, Cell cell, Direction direction, MergeMode merge, int layers) {
    return new NetworkConfig(input, 3, cell, direction, merge, layers, 4, 5, 0);
  }

  static ImdbConfig of(NetworkConfig network) {
    ImdbConfig demo = Preset.DEMO.config();
    return new ImdbConfig(demo.data(), network, demo.training());
  }
}
