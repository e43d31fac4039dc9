/**
 * The threads that the layers share, and how many there are.
 *
 * <p>Read {@link KernelThreads} first.
 */
package io.github.rnn4j.kernel.threads;
