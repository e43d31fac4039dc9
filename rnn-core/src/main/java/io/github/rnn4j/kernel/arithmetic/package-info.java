/**
 * The arithmetic on {@code float} arrays that the array backend computes with.
 *
 * <p>Read {@link FloatArithmetic} first; {@link PlainArithmetic} is its form in plain loops.
 * Nothing here needs ND4J or the vector module.
 */
package io.github.rnn4j.kernel.arithmetic;
