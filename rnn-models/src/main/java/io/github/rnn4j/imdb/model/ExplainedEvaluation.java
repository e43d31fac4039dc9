package io.github.rnn4j.imdb.model;

import java.util.List;

/**
 * How well a classifier does, and where it is wrong.
 *
 * @param figures the metrics
 * @param calibrationError the expected calibration error, 0 to 1: how much the probabilities differ
 *     from the shares of texts for which they are right
 * @param mistakes the most confident mistakes, the most confident first
 */
public record ExplainedEvaluation(
    Evaluation figures, double calibrationError, List<Mistake> mistakes) {}
