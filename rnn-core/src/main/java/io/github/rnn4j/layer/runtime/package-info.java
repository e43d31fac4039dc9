/**
 * Support for running the layers of this library in Deeplearning4j: carried state, masks and
 * checks.
 *
 * <p>Not for users: its classes are public only for the packages of the layers. Read {@link
 * StatefulRuntime} first. It implements {@code activate} and {@code backpropGradient}, which
 * Deeplearning4j calls; each recurrent layer fills in {@code run} and {@code differentiate}. The
 * embedding and output layers use only the checks and {@link LayerArguments}.
 */
package io.github.rnn4j.layer.runtime;
