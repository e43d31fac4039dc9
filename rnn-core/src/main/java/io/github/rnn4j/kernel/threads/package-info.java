/**
 * The threads that the layers share, and their number.
 *
 * <p>Read {@link KernelThreads} first.
 */
package io.github.rnn4j.kernel.threads;
