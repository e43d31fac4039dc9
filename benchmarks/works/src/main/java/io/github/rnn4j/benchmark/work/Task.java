package io.github.rnn4j.benchmark.work;

/** What to do with a network; one repetition is a step. */
public enum Task {
  /** A forward pass, a backward pass and an Adam update for each minibatch. */
  TRAINING,
  /** Only the forward pass. */
  INFERENCE,
  /**
   * Generates one token after another, each sampled from the distribution predicted after the last
   * one.
   */
  GENERATION
}
