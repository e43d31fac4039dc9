package io.github.rnn4j.spark.training;

import io.github.rnn4j.imdb.model.Evaluation;
import java.util.List;

/**
 * The results of a text classifier that was trained on a cluster.
 *
 * @param run the folder of the run
 * @param data name of the data
 * @param checksum SHA-256 checksum of the texts, whatever their order
 * @param trainTexts the number of texts for training
 * @param validationTexts the number of texts for validation
 * @param testTexts the number of texts for testing
 * @param vocabulary V, the size of the vocabulary
 * @param parameters the number of parameters
 * @param shards the number of shards
 * @param averageEvery how many updates each shard made between two combinations
 * @param epochs the number of epochs
 * @param bestEpoch the epoch whose weights are kept
 * @param stopReason why training ended
 * @param seconds time for training and validation of all epochs, including those before an
 *     interruption
 * @param tokensPerSecond how many tokens were trained on per second in the last epoch
 * @param classes the names of the classes
 * @param test the results on the test set
 */
public record TextTrainingReport(
    String run,
    String data,
    String checksum,
    long trainTexts,
    long validationTexts,
    long testTexts,
    int vocabulary,
    long parameters,
    int shards,
    int averageEvery,
    int epochs,
    int bestEpoch,
    String stopReason,
    double seconds,
    double tokensPerSecond,
    List<String> classes,
    Evaluation test) {}
