/**
 * The backend in Java arrays, for FLOAT on the processor.
 *
 * <p>Read {@link ArrayBackend} first, then {@link ArrayEngine}: one pass over a packed minibatch,
 * split over the threads by rows.
 */
package io.github.rnn4j.kernel.array;
