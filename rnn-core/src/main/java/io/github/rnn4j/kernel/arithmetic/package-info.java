/**
 * The arithmetic on {@code float} arrays that the array backend computes with.
 *
 * <p>Read {@link FloatArithmetic} first. It needs neither ND4J nor the vector module, so that it
 * can be compiled before both.
 */
package io.github.rnn4j.kernel.arithmetic;
