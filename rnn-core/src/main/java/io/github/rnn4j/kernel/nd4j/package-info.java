/**
 * The backend in ND4J operations, for any data type on any device.
 *
 * <p>Read {@link Nd4jBackend} first.
 */
package io.github.rnn4j.kernel.nd4j;
