/**
 * Which backend computes here. The only package that knows more than one.
 *
 * <p>Read {@link BackendChoice} first.
 */
package io.github.rnn4j.kernel.choice;
