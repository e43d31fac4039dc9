/**
 * Converts Deeplearning4j's recurrent layers to packed ones and back, weights included.
 *
 * <p>Read {@link PackedNetworks} first.
 */
package io.github.rnn4j.convert;
