/**
 * What is measured and how: networks and minibatches by name, the data in them, the lines between
 * the runner and a measuring process, and the loop of such a process.
 *
 * <p>Nothing here knows a library that computes. Each peer implements {@link
 * io.github.rnn4j.benchmark.work.Peer} in a process with a class path of its own.
 */
package io.github.rnn4j.benchmark.work;
