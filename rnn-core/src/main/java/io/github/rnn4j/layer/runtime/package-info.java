/**
 * What the layers of this library need once Deeplearning4j runs them: carried state, masks, checks.
 *
 * <p>Not for users: it is public only so that the packages of the layers can reach it. Read {@link
 * StatefulRuntime} first. Deeplearning4j calls a layer by inheritance: {@code activate} and {@code
 * backpropGradient} of the recurrent layers are there, and each of them fills in {@code run} and
 * {@code differentiate}. The embedding and output layers use only the checks and {@link
 * LayerArguments}.
 */
package io.github.rnn4j.layer.runtime;
