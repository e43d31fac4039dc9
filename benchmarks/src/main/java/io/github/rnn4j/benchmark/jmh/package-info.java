/** JMH micro-benchmarks of the kernel and of layers. */
package io.github.rnn4j.benchmark.jmh;
