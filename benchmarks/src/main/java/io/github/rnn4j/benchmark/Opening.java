package io.github.rnn4j.benchmark;

/**
 * What a peer said of a work before it was timed.
 *
 * @param work name of the work
 * @param peer who said it
 * @param parameters parameters of its network
 * @param checkLoss what the first step gave with the weights that all peers start from alike
 */
record Opening(String work, PeerKind peer, long parameters, double checkLoss) {}
