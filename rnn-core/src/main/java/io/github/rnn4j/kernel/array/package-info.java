/**
 * The backend in Java arrays, for FLOAT on the CPU.
 *
 * <p>Read {@link ArrayBackend} first, then {@link ArrayEngine}, which runs a packed minibatch and
 * divides its segments among the threads.
 */
package io.github.rnn4j.kernel.array;
