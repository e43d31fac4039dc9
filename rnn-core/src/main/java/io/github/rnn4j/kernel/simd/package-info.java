/**
 * Arithmetic on {@code float} arrays in the vector instructions of the processor, {@code
 * jdk.incubator.vector}: the only package that needs that module.
 *
 * <p>It is compiled by itself, because javac warns of every use of an incubating module and nothing
 * suppresses that.
 */
package io.github.rnn4j.kernel.simd;
