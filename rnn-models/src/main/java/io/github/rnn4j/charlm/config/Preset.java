package io.github.rnn4j.charlm.config;

import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.optimizer.Clip;

/** Named configurations; the only place with default values. */
@SuppressWarnings("ImmutableEnumChecker") // CharlmConfig holds numbers, strings and enums only.
public enum Preset implements io.github.rnn4j.config.Preset<CharlmConfig> {
  /** A synthetic text and a network that learns it in a minute or two. */
  SMALL(
      "a synthetic text, LSTM with 128 units; about a minute on 2 cores",
      new CharlmConfig(
          new DataConfig(
              "synthetic",
              Unit.TEXT,
              Tokens.CHARACTER,
              /* maxVocabulary= */ 0,
              /* limit= */ 0,
              Split.HELD_OUT,
              /* lowerCase= */ false),
          new NetworkConfig(
              TokenInput.ONE_HOT,
              /* embedding= */ 32,
              Cell.LSTM,
              Recurrence.HIDDEN_TO_HIDDEN,
              HiddenActivation.TANH,
              RecurrentWeights.ORTHOGONAL,
              /* layers= */ 1,
              /* hidden= */ 128,
              /* dropout= */ 0,
              /* recurrentDropout= */ 0,
              OutputWeights.OWN),
          new TrainingConfig(
              /* updates= */ 600,
              /* updatesPerEpoch= */ 150,
              Order.STREAMS,
              /* batchSize= */ 32,
              /* steps= */ 50,
              Optimizer.ADAM,
              /* rmspropDecay= */ 0.95,
              /* learningRate= */ 0.005,
              RateSchedule.LINEAR,
              /* warmup= */ 0,
              Clip.LAYER,
              /* clipThreshold= */ 5,
              /* patience= */ 0,
              /* sampleLength= */ 120,
              /* seed= */ 1,
              /* averaging= */ 0))),

  /** The textbook's network, data and training. */
  BOOK(
      "the textbook's network (Raschka et al., 2022) on The Mysterious Island: embedding"
          + " 256, LSTM 512, 10,000 updates"
          + " with random windows of 40 characters; 35 to 55 minutes on 2 cores; --split none"
          + " trains on the whole novel, as the textbook does",
      new CharlmConfig(
          new DataConfig(
              "mysterious-island",
              Unit.TEXT,
              Tokens.CHARACTER,
              /* maxVocabulary= */ 0,
              /* limit= */ 0,
              Split.HELD_OUT,
              /* lowerCase= */ false),
          new NetworkConfig(
              TokenInput.EMBEDDING,
              /* embedding= */ 256,
              Cell.LSTM,
              Recurrence.HIDDEN_TO_HIDDEN,
              HiddenActivation.TANH,
              RecurrentWeights.ORTHOGONAL,
              /* layers= */ 1,
              /* hidden= */ 512,
              /* dropout= */ 0,
              /* recurrentDropout= */ 0,
              OutputWeights.OWN),
          new TrainingConfig(
              /* updates= */ 10_000,
              /* updatesPerEpoch= */ 500,
              Order.WINDOWS,
              /* batchSize= */ 64,
              /* steps= */ 40,
              Optimizer.ADAM,
              /* rmspropDecay= */ 0.95,
              /* learningRate= */ 0.005,
              RateSchedule.CONSTANT,
              /* warmup= */ 0,
              Clip.LAYER,
              /* clipThreshold= */ 0,
              /* patience= */ 0,
              /* sampleLength= */ 200,
              /* seed= */ 1,
              /* averaging= */ 0))),

  /** Dinosaur names, one per line. */
  DINOS(
      "dinosaur names, Elman network with 256 units, RMSProp, 100 passes; a minute on 2 cores,"
          + " 2.73 bits per character on the test set",
      new CharlmConfig(
          new DataConfig(
              "dinos",
              Unit.LINE,
              Tokens.CHARACTER,
              /* maxVocabulary= */ 0,
              /* limit= */ 0,
              Split.HELD_OUT,
              /* lowerCase= */ false),
          new NetworkConfig(
              TokenInput.ONE_HOT,
              /* embedding= */ 32,
              Cell.ELMAN,
              Recurrence.HIDDEN_TO_HIDDEN,
              HiddenActivation.TANH,
              RecurrentWeights.ORTHOGONAL,
              /* layers= */ 1,
              /* hidden= */ 256,
              /* dropout= */ 0,
              /* recurrentDropout= */ 0,
              OutputWeights.OWN),
          new TrainingConfig(
              /* updates= */ 2200,
              /* updatesPerEpoch= */ 0,
              Order.WINDOWS,
              /* batchSize= */ 64,
              /* steps= */ 25,
              Optimizer.RMSPROP,
              /* rmspropDecay= */ 0.95,
              /* learningRate= */ 0.001,
              RateSchedule.CONSTANT,
              /* warmup= */ 0,
              Clip.LAYER,
              /* clipThreshold= */ 3,
              /* patience= */ 0,
              /* sampleLength= */ 30,
              /* seed= */ 1,
              /* averaging= */ 0))),

  /**
   * The lowest loss on the held-out part of the novel. Two layers predict characters better than
   * one (A. Karpathy, J. Johnson, L. Fei-Fei 2015, <a
   * href="https://arxiv.org/abs/1506.02078">arXiv:1506.02078</a>); dropout keeps the network from
   * memorizing a million characters; the learning rate decays to 0, while the textbook's constant
   * rate makes the loss level off.
   */
  BEST(
      "for the lowest held-out loss on The Mysterious Island: two LSTM layers with 384 units and"
          + " dropout, streams of 100 characters with carried state, decaying learning rate; 50"
          + " minutes on 2 cores, 1.577 bits per character on the test set",
      new CharlmConfig(
          BOOK.config.data(),
          new NetworkConfig(
              TokenInput.EMBEDDING,
              /* embedding= */ 64,
              Cell.LSTM,
              Recurrence.HIDDEN_TO_HIDDEN,
              HiddenActivation.TANH,
              RecurrentWeights.ORTHOGONAL,
              /* layers= */ 2,
              /* hidden= */ 384,
              /* dropout= */ 0.3,
              /* recurrentDropout= */ 0.2,
              OutputWeights.OWN),
          new TrainingConfig(
              /* updates= */ 6000,
              /* updatesPerEpoch= */ 500,
              Order.STREAMS,
              /* batchSize= */ 32,
              /* steps= */ 100,
              Optimizer.ADAM,
              /* rmspropDecay= */ 0.95,
              /* learningRate= */ 0.003,
              RateSchedule.LINEAR,
              /* warmup= */ 100,
              Clip.LAYER,
              /* clipThreshold= */ 100,
              /* patience= */ 0,
              /* sampleLength= */ 200,
              /* seed= */ 1,
              /* averaging= */ 0)));

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
    return OptionText.of(this);
  }
}
