/**
 * The recurrent layers that a configuration can choose by name.
 *
 * <p>Read {@link CellChoice} first: it makes a layer from the choices.
 */
package io.github.rnn4j.config.recurrent;
