package io.github.rnn4j.imdb.ngram;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.TextClasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The n-grams of a run, and predictions for texts that they were not trained on.
 *
 * <p>If the run has one network, the n-grams are trained on the same texts as it is. If it has
 * several, which hold out different texts, the predictions are those of models that are trained on
 * the same texts as each network, and the n-grams of the run are trained on all texts that are not
 * for testing, with the regularization that the first of these models chose.
 *
 * @param model the n-grams
 * @param heldOut probabilities for the validation texts of each network, one network after another,
 *     [N][K]
 * @param labels the classes of these texts, [N]
 */
@SuppressWarnings("ArrayRecordComponent") // made here and read once
public record NgramFolds(NgramModel model, double[][] heldOut, int[] labels) {

  /**
   * Trains the n-grams.
   *
   * @param folds the texts of each network
   * @param classes the classes; their weights are not used
   * @return the n-grams and their predictions
   */
  public static NgramFolds of(List<EncodedData> folds, TextClasses classes) {
    List<double[][]> heldOut = new ArrayList<>();
    NgramModel only = null;
    double c = Double.NaN;
    for (EncodedData fold : folds) {
      EncodedData.Whole texts = fold.whole();
      NgramTraining training = new NgramTraining(texts.train(), texts.validation(), classes);
      NgramModel model = training.best();
      heldOut.add(model.probabilities(EncodedData.Whole.tokens(texts.validation())));
      only = model;
      c = Double.isNaN(c) ? training.chosen() : c;
    }
    NgramModel model =
        folds.size() == 1
            ? only
            : new NgramTraining(folds.get(0).wholeLearning(), List.of(), classes).train(c);
    return new NgramFolds(
        model,
        heldOut.stream().flatMap(Arrays::stream).toArray(double[][]::new),
        folds.stream()
            .flatMap(fold -> fold.validation().stream())
            .mapToInt(LabelledSequence::label)
            .toArray());
  }
}
