package io.github.rnn4j.imdb.training;

import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.metric.BinaryMetrics;
import java.util.List;

/**
 * What a training run came to; the result of {@code train --json}.
 *
 * @param run the directory of the run
 * @param data what it was trained on
 * @param synthetic whether a program made the data up: no figure says anything about real reviews
 * @param checksum SHA-256 of the data
 * @param trainReviews reviews that were trained on
 * @param validationReviews reviews that chose the epoch
 * @param testReviews reviews of the figures below
 * @param vocabulary V, the tokens of the vocabulary
 * @param paddingShare the share of all steps of the first epoch that were padding, 0 to 1
 * @param parameters how many numbers the network learned
 * @param epochs how many epochs were trained
 * @param bestEpoch the epoch that the monitored figure chose, whose weights were tested
 * @param stopReason why training ended
 * @param seconds training and validation of all epochs, those before an interruption included
 * @param test figures of the network on the test part
 * @param bagOfWords figures of logistic regression on the same words without their order
 * @param examples predictions of the network on a few sentences
 */
public record TrainingReport(
    String run,
    String data,
    boolean synthetic,
    String checksum,
    int trainReviews,
    int validationReviews,
    int testReviews,
    int vocabulary,
    double paddingShare,
    long parameters,
    int epochs,
    int bestEpoch,
    String stopReason,
    double seconds,
    BinaryMetrics test,
    BinaryMetrics bagOfWords,
    List<Prediction> examples) {}
