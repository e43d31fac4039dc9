/**
 * Texts with a label, whatever they are about: how they are found in tables, lines and folders, and
 * how they are split into sets.
 *
 * <p>Read {@link LabelledTextSource} first, then {@link LabelledFile}.
 */
package io.github.rnn4j.datasets.labelled;
