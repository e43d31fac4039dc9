/**
 * Defines what is measured and how: the workloads by name, their networks and data, the protocol
 * between the runner and a measuring process, and the loop of that process.
 *
 * <p>Nothing here depends on a numerical library. Each peer implements {@link
 * io.github.rnn4j.benchmark.work.Peer} in a process with its own class path.
 */
package io.github.rnn4j.benchmark.work;
