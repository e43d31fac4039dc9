/**
 * {@link io.github.rnn4j.kernel.arithmetic.FloatArithmetic} in the vector instructions of the
 * processor. Besides this package, only {@code kernel.cell} uses the module {@code
 * jdk.incubator.vector}.
 *
 * <p>Read {@link VectorArithmetic} first. javac warns about every use of an incubating module, and
 * the warning cannot be suppressed. These two packages are therefore compiled first, together with
 * {@code kernel.arithmetic}.
 */
package io.github.rnn4j.kernel.simd;
