package io.github.rnn4j.imdb.model;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text that a network classifies wrongly, and the words that contributed most to that.
 *
 * @param text the text
 * @param actual the name of its class
 * @param predicted the name of the class that the network predicts
 * @param probability the probability of that class, 0 to 1
 * @param forPredicted the words that pushed the prediction most toward the predicted class, the
 *     strongest first
 * @param forActual the words that pushed it most toward the actual class, the strongest first
 */
public record Mistake(
    String text,
    String actual,
    String predicted,
    double probability,
    List<Word> forPredicted,
    List<Word> forActual) {

  /** How many words are named for each class. */
  public static final int NAMED = 5;

  /**
   * A word and its contribution.
   *
   * @param word the word
   * @param saliency see {@link Saliency}; above 0 toward the predicted class, below 0 toward the
   *     actual one
   */
  public record Word(String word, double saliency) {

    /**
     * Returns the words with the largest contribution in one direction.
     *
     * @param words the words of a text
     * @param saliency the contribution of each word
     * @param sign 1 for contributions above 0, -1 for those below
     * @return at most {@value Mistake#NAMED} words, the strongest first
     */
    public static List<Word> strongest(List<String> words, double[] saliency, int sign) {
      return IntStream.range(0, words.size())
          .filter(t -> sign * saliency[t] > 0)
          .boxed()
          .sorted(Comparator.comparingDouble(t -> -sign * saliency[t]))
          .limit(NAMED)
          .map(t -> new Word(words.get(t), saliency[t]))
          .toList();
    }
  }

  /**
   * Returns the indices of the most confident mistakes, the most confident first.
   *
   * @param labels the label of each text
   * @param probabilities the probability of each class for each text, [N][K]
   * @param most how many at most
   * @return indices of texts
   */
  public static List<Integer> mostConfident(int[] labels, double[][] probabilities, int most) {
    return IntStream.range(0, probabilities.length)
        .filter(i -> Prediction.predicted(probabilities[i]) != labels[i])
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -confidence(probabilities[i])))
        .limit(most)
        .toList();
  }

  private static double confidence(double[] row) {
    return row[Prediction.predicted(row)];
  }
}
