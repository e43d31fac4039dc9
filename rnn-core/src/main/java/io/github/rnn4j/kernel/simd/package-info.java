/**
 * {@link io.github.rnn4j.kernel.arithmetic.FloatArithmetic} in the vector instructions of the
 * processor: the only package that needs the module {@code jdk.incubator.vector}.
 *
 * <p>Read {@link VectorArithmetic} first. javac warns of every use of an incubating module and
 * nothing suppresses that, so this package is compiled first, together with {@code
 * kernel.arithmetic}.
 */
package io.github.rnn4j.kernel.simd;
