package io.github.rnn4j.benchmark;

/**
 * What one peer needed in one round.
 *
 * @param work name of the work
 * @param peer who did it
 * @param round from 1
 * @param steps number of timed steps
 * @param median median time of a step, milliseconds
 * @param p99 time of a step that 99 in 100 stay below, milliseconds
 */
record Turn(String work, PeerKind peer, int round, int steps, double median, double p99) {}
