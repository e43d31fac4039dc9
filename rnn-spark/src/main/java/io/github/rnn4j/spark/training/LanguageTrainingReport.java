package io.github.rnn4j.spark.training;

import io.github.rnn4j.charlm.model.LanguageFigures;

/**
 * The results of a language model that was trained on a cluster.
 *
 * @param run the folder of the run
 * @param data name of the data
 * @param checksum SHA-256 checksum of the text
 * @param unit the word for one token
 * @param trainTokens the number of tokens for training
 * @param vocabulary V, the size of the vocabulary
 * @param parameters the number of parameters
 * @param shards the number of shards
 * @param averageEvery how many updates each shard made between two combinations
 * @param updates the number of updates of each shard
 * @param epochs the number of epochs
 * @param bestEpoch the epoch whose weights are kept
 * @param stopReason why training ended
 * @param seconds time for training and validation of all epochs, including those before an
 *     interruption
 * @param tokensPerSecond how many tokens were trained on per second in the last epoch
 * @param validation the results on the validation set, with the weights of the best epoch
 * @param test the results on the test set
 */
public record LanguageTrainingReport(
    String run,
    String data,
    String checksum,
    String unit,
    long trainTokens,
    int vocabulary,
    long parameters,
    int shards,
    int averageEvery,
    long updates,
    int epochs,
    int bestEpoch,
    String stopReason,
    double seconds,
    double tokensPerSecond,
    LanguageFigures validation,
    LanguageFigures test) {}
