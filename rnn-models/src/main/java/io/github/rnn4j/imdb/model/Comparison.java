package io.github.rnn4j.imdb.model;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.ngram.CombinedNgrams;
import io.github.rnn4j.imdb.ngram.NgramModel;
import java.util.Optional;

/**
 * The test results of a run, next to those of its parts and of the baselines.
 *
 * @param probabilities the predictions of the run, [N][K]: those of the network, or of network and
 *     n-grams together
 * @param predictions how good they are
 * @param network how good the network is alone; the same if it predicts alone
 * @param ngrams how good the n-grams are alone
 * @param bagOfWords how good single words are alone
 * @param combined the n-grams that predict together with the network; empty if it predicts alone
 */
@SuppressWarnings("ArrayRecordComponent") // made here and read by the report
public record Comparison(
    double[][] probabilities,
    Evaluation predictions,
    Evaluation network,
    Evaluation ngrams,
    Evaluation bagOfWords,
    Optional<CombinedNgrams> combined) {

  /**
   * Tests a run.
   *
   * @param trained the data that the run was trained on, on which the bag of words is trained, too
   * @param data the same data, or more of it, whose test set is used
   * @param classifier its network
   * @param ngrams the n-grams
   * @param combined what predicts together with the network; empty for the network alone
   * @return the results
   */
  public static Comparison of(
      EncodedData trained,
      EncodedData data,
      Classifier classifier,
      NgramModel ngrams,
      Optional<CombinedNgrams> combined) {
    int[] labels = data.test().stream().mapToInt(LabelledSequence::label).toArray();
    double[][] ofNgrams = ngrams.probabilities(EncodedData.Whole.tokens(data.whole().test()));
    double[][] ofNetwork = classifier.probabilities(EncodedData.Whole.tokens(data.test()));
    double[][] ofRun =
        combined.map(each -> each.weights().combined(ofNetwork, ofNgrams)).orElse(ofNetwork);
    BagOfWords words =
        BagOfWords.train(
            trained.train(),
            trained.validation(),
            data.vocabulary().size(),
            data.source().classes().size());
    return new Comparison(
        ofRun,
        Evaluation.of(ofRun, labels),
        Evaluation.of(ofNetwork, labels),
        Evaluation.of(ofNgrams, labels),
        words.measure(data.test()),
        combined);
  }
}
