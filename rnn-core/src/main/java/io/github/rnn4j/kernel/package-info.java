/**
 * The contract behind the packed layers: how a minibatch is packed from its mask, and what a
 * backend must compute.
 *
 * <p>Internal, like all packages below it. Read {@link Packing} first, then {@link Backend}. Axis
 * letters: {@code B} batch, {@code T} time, {@code C} input features, {@code H} hidden units,
 * {@code N} tokens of a packed batch. Nothing here depends on Deeplearning4j's layers.
 */
package io.github.rnn4j.kernel;
