package io.github.rnn4j.benchmark;

/**
 * The reply of a peer that prepared a workload before timing.
 *
 * @param work name of the workload
 * @param peer the peer that replied
 * @param parameters number of parameters of its network
 * @param checkLoss result of the first step with the weights that are equal for all peers
 * @param laterLoss result of the third step: after two updates if the workload trains
 */
record Opening(String work, PeerKind peer, long parameters, double checkLoss, double laterLoss) {}
