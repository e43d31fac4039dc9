/**
 * The choice of the backend. Only this package knows more than one backend.
 *
 * <p>Read {@link BackendChoice} first.
 */
package io.github.rnn4j.kernel.choice;
