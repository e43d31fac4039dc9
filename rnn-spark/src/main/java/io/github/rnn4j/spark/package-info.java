/** The main class of {@code rnn-spark}, which {@code spark-submit} starts. */
package io.github.rnn4j.spark;
