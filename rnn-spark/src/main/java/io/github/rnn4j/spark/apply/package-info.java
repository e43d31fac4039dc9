/**
 * Saved runs on a cluster: Apache Spark applies them to data sets of any size.
 *
 * <p>Read {@link SavedRun} first.
 */
package io.github.rnn4j.spark.apply;
