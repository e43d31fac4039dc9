/** Micro-benchmarks of the kernel and of layers, for JMH. */
package io.github.rnn4j.benchmark.jmh;
