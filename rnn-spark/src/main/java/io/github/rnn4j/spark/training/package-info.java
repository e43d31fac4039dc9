/**
 * Training on a cluster.
 *
 * <p>Read {@link ClusterUpdates} first: it makes the updates of a {@link
 * io.github.rnn4j.loop.Training}.
 */
package io.github.rnn4j.spark.training;
