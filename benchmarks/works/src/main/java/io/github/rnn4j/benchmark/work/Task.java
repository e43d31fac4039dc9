package io.github.rnn4j.benchmark.work;

/** What is done with a network; one repetition of it is a step. */
public enum Task {
  /** Forward, backward and the update by Adam of each minibatch. */
  TRAINING,
  /** Forward alone. */
  INFERENCE,
  /** One token after the other, each drawn from the distribution that the last one led to. */
  GENERATION
}
