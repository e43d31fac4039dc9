/**
 * Runs on other file systems, such as HDFS or an object store, through Hadoop's {@code FileSystem}.
 * A run is used and trained in a temporary folder of the driver, and copied.
 *
 * <p>Read {@link RemoteRun} first, then {@link Upload}.
 */
package io.github.rnn4j.spark.remote;
