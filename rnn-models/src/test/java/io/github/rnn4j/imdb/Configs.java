package io.github.rnn4j.imdb;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.batch.Truncation;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.NetworkConfig;
import io.github.rnn4j.imdb.config.Pooling;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.config.WordVectors;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.layer.samediff.Recurrence;

/** Small configurations for tests. */
public final class Configs {

  private Configs() {}

  public static NetworkConfig network(
      InputForm input, Cell cell, Direction direction, MergeMode merge, int layers) {
    return new NetworkConfig(
        input,
        3,
        cell,
        Recurrence.HIDDEN_TO_HIDDEN,
        HiddenActivation.TANH,
        RecurrentWeights.ORTHOGONAL,
        direction,
        merge,
        layers,
        4,
        5,
        0,
        Pooling.LAST_STATE,
        WordVectors.NORMAL,
        0,
        0,
        1);
  }

  /** A network with a dense layer of another size, or without one. */
  public static NetworkConfig withDense(NetworkConfig network, int dense) {
    return with(network, dense, network.pooling(), network.wordVectors());
  }

  public static NetworkConfig with(
      NetworkConfig n, int dense, Pooling pooling, WordVectors vectors) {
    return new NetworkConfig(
        n.input(),
        n.embedding(),
        n.cell(),
        n.recurrence(),
        n.activation(),
        n.recurrentWeights(),
        n.direction(),
        n.merge(),
        n.layers(),
        n.hidden(),
        dense,
        n.dropout(),
        pooling,
        vectors,
        n.wordDropout(),
        n.variationalDropout(),
        n.members());
  }

  public static ImdbConfig of(NetworkConfig network) {
    ImdbConfig demo = Preset.DEMO.config();
    return new ImdbConfig(demo.data(), network, demo.training());
  }

  public static DataConfig data(String data, int limit) {
    return Preset.DEMO.config().data().with(data, limit);
  }

  public static DataConfig cut(int maxLength, Truncation truncation) {
    return DataConfig.of(DataConfig.SYNTHETIC, "review", maxLength, truncation, 1);
  }
}
