/**
 * PNG pictures of a run, drawn without a screen.
 *
 * <p>Read {@link LearningCurve} first.
 */
package io.github.rnn4j.picture;
