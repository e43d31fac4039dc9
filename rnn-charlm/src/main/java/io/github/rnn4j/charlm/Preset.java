package io.github.rnn4j.charlm;

import java.util.Locale;

/** Named configurations: the only place with default values. */
@SuppressWarnings("ImmutableEnumChecker") // CharlmConfig holds numbers, strings and enums only.
public enum Preset implements io.github.rnn4j.cli.Preset<CharlmConfig> {
  /** A made-up text and a network that learns it within a minute or two. */
  SMALL(
      "a made-up text, LSTM of 128 units; about a minute on 2 cores",
      new CharlmConfig(
          new DataConfig("synthetic", Unit.TEXT, Tokens.CHARACTER, 0, 0, Split.HELD_OUT),
          new NetworkConfig(InputForm.ONE_HOT, 32, Cell.LSTM, 1, 128, 0, 0, OutputWeights.OWN),
          new TrainingConfig(
              600,
              150,
              Order.STREAMS,
              32,
              50,
              Optimizer.ADAM,
              0.005,
              RateSchedule.LINEAR,
              0,
              5,
              0,
              120,
              1))),

  /** The network, data and training of the textbook. */
  BOOK(
      "the textbook's network on The Mysterious Island: embedding 256, LSTM 512, 10,000 updates with"
          + " random windows of 40 characters; --split none trains on all of the novel, as it does",
      new CharlmConfig(
          new DataConfig("mysterious-island", Unit.TEXT, Tokens.CHARACTER, 0, 0, Split.HELD_OUT),
          new NetworkConfig(InputForm.EMBEDDING, 256, Cell.LSTM, 1, 512, 0, 0, OutputWeights.OWN),
          new TrainingConfig(
              10_000,
              500,
              Order.WINDOWS,
              64,
              40,
              Optimizer.ADAM,
              0.005,
              RateSchedule.CONSTANT,
              0,
              0,
              0,
              200,
              1))),

  /** Dinosaurs' names, one a line. */
  DINOS(
      "names of dinosaurs, Elman network of 256 units, RMSProp; 100 passes in minutes",
      new CharlmConfig(
          new DataConfig("dinos", Unit.LINE, Tokens.CHARACTER, 0, 0, Split.HELD_OUT),
          new NetworkConfig(InputForm.ONE_HOT, 32, Cell.ELMAN, 1, 256, 0, 0, OutputWeights.OWN),
          new TrainingConfig(
              2200,
              0,
              Order.WINDOWS,
              64,
              25,
              Optimizer.RMSPROP,
              0.001,
              RateSchedule.CONSTANT,
              0,
              3,
              0,
              30,
              1))),

  /** For the lowest loss on the held-out part of the novel. */
  BEST(
      "for the lowest held-out loss on The Mysterious Island: LSTM of 512 units with dropout, streams"
          + " of 100 characters with the state carried, falling step size; about an hour on 2 cores",
      new CharlmConfig(
          new DataConfig("mysterious-island", Unit.TEXT, Tokens.CHARACTER, 0, 0, Split.HELD_OUT),
          new NetworkConfig(
              InputForm.EMBEDDING, 64, Cell.LSTM, 1, 512, 0.4, 0.2, OutputWeights.OWN),
          new TrainingConfig(
              6000,
              250,
              Order.STREAMS,
              32,
              100,
              Optimizer.ADAM,
              0.003,
              RateSchedule.LINEAR,
              100,
              100,
              0,
              200,
              1)));

  private final String cost;
  private final CharlmConfig config;

  Preset(String cost, CharlmConfig config) {
    this.cost = cost;
    this.config = config;
  }

  @Override
  public CharlmConfig config() {
    return config;
  }

  @Override
  public String cost() {
    return cost;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
