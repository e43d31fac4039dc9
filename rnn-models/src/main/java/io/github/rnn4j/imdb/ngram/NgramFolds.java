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
   * Trains the n-grams, and predicts what each network holds out.
   *
   * @param folds the texts of each network
   * @param classes the classes; their weights are not used
   * @return the n-grams and their predictions
   */
  public static NgramFolds of(List<EncodedData> folds, TextClasses classes) {
    NgramTraining first = training(folds.get(0), classes);
    NgramModel ofFirst = first.best();
    NgramModel model = ofRun(folds, classes, first.chosen(), ofFirst);
    List<double[][]> heldOut = new ArrayList<>();
    heldOut.add(heldOut(ofFirst, folds.get(0)));
    for (EncodedData fold : folds.subList(1, folds.size())) {
      heldOut.add(heldOut(training(fold, classes).best(), fold));
    }
    return new NgramFolds(
        model,
        heldOut.stream().flatMap(Arrays::stream).toArray(double[][]::new),
        folds.stream()
            .flatMap(fold -> fold.validation().stream())
            .mapToInt(LabelledSequence::label)
            .toArray());
  }

  /**
   * Trains the n-grams of a run, without predicting what the networks hold out.
   *
   * @param folds the texts of each network
   * @param classes the classes; their weights are not used
   * @return the same n-grams as those of {@link #of}
   */
  public static NgramModel model(List<EncodedData> folds, TextClasses classes) {
    NgramTraining first = training(folds.get(0), classes);
    NgramModel ofFirst = first.best();
    return ofRun(folds, classes, first.chosen(), ofFirst);
  }

  private static NgramTraining training(EncodedData fold, TextClasses classes) {
    return new NgramTraining(fold.whole().train(), fold.whole().validation(), classes);
  }

  private static NgramModel ofRun(
      List<EncodedData> folds, TextClasses classes, double c, NgramModel ofFirst) {
    return folds.size() == 1
        ? ofFirst
        : new NgramTraining(folds.get(0).wholeLearning(), List.of(), classes).train(c);
  }

  private static double[][] heldOut(NgramModel model, EncodedData fold) {
    return model.probabilities(EncodedData.Whole.tokens(fold.whole().validation()));
  }
}
