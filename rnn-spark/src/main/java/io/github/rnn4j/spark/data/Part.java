package io.github.rnn4j.spark.data;

/** The three sets of a split. */
enum Part {
  TRAIN,
  VALIDATION,
  TEST
}
