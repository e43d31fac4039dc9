/**
 * Texts in the cluster: read by Spark, split and encoded by its executors, and never collected.
 *
 * <p>Read {@link LabelledRows} and {@link LabelledShards} first.
 */
package io.github.rnn4j.spark.data;
