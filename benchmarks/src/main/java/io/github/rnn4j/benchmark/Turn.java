package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Usage;

/**
 * The steps of one peer in one round.
 *
 * @param work name of the workload
 * @param peer the peer that ran it
 * @param round from 1
 * @param steps number of timed steps
 * @param median median time of a step, milliseconds
 * @param p99 99th percentile of the time of a step, milliseconds
 * @param usage processor time of a step, and peak memory of the process so far
 */
record Turn(
    String work, PeerKind peer, int round, int steps, double median, double p99, Usage usage) {}
