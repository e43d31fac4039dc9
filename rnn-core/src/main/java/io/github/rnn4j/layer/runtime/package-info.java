/**
 * What every layer of this library needs once Deeplearning4j runs it: carried state, masks, checks.
 *
 * <p>Not for users: it is public only so that the packages of the layers can reach it. Read {@link
 * StatefulRuntime} first. Deeplearning4j calls a layer by inheritance: {@code activate} and {@code
 * backpropGradient} are here, and each layer fills in {@code run} and {@code differentiate}.
 */
package io.github.rnn4j.layer.runtime;
