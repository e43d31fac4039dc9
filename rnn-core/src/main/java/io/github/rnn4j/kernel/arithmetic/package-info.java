/**
 * The arithmetic on {@code float} arrays that the array backend uses.
 *
 * <p>Read {@link FloatArithmetic} first; {@link PlainArithmetic} implements it in plain loops.
 * Nothing here needs ND4J or the vector module.
 */
package io.github.rnn4j.kernel.arithmetic;
