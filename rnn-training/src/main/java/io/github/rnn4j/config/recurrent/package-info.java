/**
 * The recurrent layers that a configuration can choose by name.
 *
 * <p>Read {@link HiddenActivation} first.
 */
package io.github.rnn4j.config.recurrent;
