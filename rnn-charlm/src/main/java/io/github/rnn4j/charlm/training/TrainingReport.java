package io.github.rnn4j.charlm.training;

import io.github.rnn4j.charlm.baseline.BaselineResult;
import io.github.rnn4j.charlm.model.LanguageFigures;
import java.util.List;

/**
 * What a training run came to; the result of {@code train --json}.
 *
 * @param run the directory of the run
 * @param data what it was trained on
 * @param synthetic whether a program made the data up: no figure says anything about real text
 * @param checksum SHA-256 of the text
 * @param unit what a token is: {@code character} or {@code word}
 * @param trainTokens predictions in a pass over the training part
 * @param vocabulary V, the tokens of the vocabulary
 * @param parameters how many numbers the network learned
 * @param updates how many updates were made
 * @param epochs how many epochs were trained
 * @param bestEpoch the epoch with the lowest validation loss, or training loss without a split;
 *     {@code validation}, {@code test} and {@code sample} are of its weights
 * @param stopReason why training ended
 * @param seconds training and validation of all epochs, those before an interruption included
 * @param training figures of the best epoch's own minibatches, before each update
 * @param validation figures on the validation part; null without a split
 * @param test figures on the test part, read once in one piece; null without a split
 * @param baselines what simpler models make of the test part; null without a split
 * @param prime what the sample begins with
 * @param sample what the network wrote on
 */
public record TrainingReport(
    String run,
    String data,
    boolean synthetic,
    String checksum,
    String unit,
    long trainTokens,
    int vocabulary,
    long parameters,
    long updates,
    int epochs,
    int bestEpoch,
    String stopReason,
    double seconds,
    LanguageFigures training,
    LanguageFigures validation,
    LanguageFigures test,
    List<BaselineResult> baselines,
    String prime,
    String sample) {}
