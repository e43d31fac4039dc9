package io.github.rnn4j.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A picture of a training run: one panel per metric, side by side, over the epochs, with the best
 * epoch marked.
 *
 * <pre>{@code
 * LearningCurve.ofLossAndAccuracy(trainingLoss, validationLoss, accuracy, 4).writePng(out);
 * }</pre>
 *
 * <p>Needs fonts but no screen; start Java with {@code -Djava.awt.headless=true} if a display is
 * configured that may not be reachable.
 *
 * @param panels one to three panels, left to right
 * @param bestEpoch the epoch to mark, counted from 1
 */
public record LearningCurve(List<Panel> panels, int bestEpoch) {

  private static final int MOST_LINES = 4;

  /**
   * One chart: lines over the epochs.
   *
   * @param title the title above the panel
   * @param lines one to four lines by name, each with one value per epoch from epoch 1 on; NaN
   *     leaves a gap
   */
  public record Panel(String title, Map<String, double[]> lines) {

    /**
     * Checks and copies the lines.
     *
     * @param title the title above the panel
     * @param lines the values of each epoch, by line name
     * @throws IllegalArgumentException if there are no lines, more than four, or lines of different
     *     length or without values
     */
    public Panel {
      if (lines.isEmpty() || lines.size() > MOST_LINES) {
        throw new IllegalArgumentException(
            "Panel \""
                + title
                + "\" has "
                + lines.size()
                + " lines: it must have 1 to "
                + MOST_LINES
                + ".");
      }
      Map<String, double[]> copy = new LinkedHashMap<>();
      lines.forEach((name, values) -> copy.put(name, values.clone()));
      List<Integer> lengths = copy.values().stream().map(v -> v.length).distinct().toList();
      if (lengths.size() > 1 || lengths.get(0) == 0) {
        throw new IllegalArgumentException(
            "The lines of panel \""
                + title
                + "\" have "
                + lengths
                + " values: each line must have one value per epoch, and at least 1.");
      }
      lines = copy;
    }

    int epochs() {
      return lines.values().iterator().next().length;
    }
  }

  /**
   * Checks the panels.
   *
   * @param panels the panels, left to right
   * @param bestEpoch the epoch to mark
   * @throws IllegalArgumentException if there are no panels or more than three, they differ in
   *     their number of epochs, or the best epoch is not one of them
   */
  public LearningCurve {
    panels = List.copyOf(panels);
    if (panels.isEmpty() || panels.size() > 3) {
      throw new IllegalArgumentException(panels.size() + " panels: there must be 1 to 3.");
    }
    long names =
        panels.stream().flatMap(panel -> panel.lines().keySet().stream()).distinct().count();
    if (names > MOST_LINES) {
      throw new IllegalArgumentException(
          "The panels have "
              + names
              + " different lines: there may be at most "
              + MOST_LINES
              + ".");
    }
    List<Integer> epochs = panels.stream().map(Panel::epochs).distinct().toList();
    if (epochs.size() > 1) {
      throw new IllegalArgumentException(
          "The panels have " + epochs + " epochs: they must all have the same number.");
    }
    if (bestEpoch < 1 || bestEpoch > epochs.get(0)) {
      throw new IllegalArgumentException(
          "bestEpoch is " + bestEpoch + ": it must be an epoch from 1 to " + epochs.get(0) + ".");
    }
  }

  /**
   * Creates the usual picture for a classifier: loss on the left, accuracy on the right.
   *
   * @param trainingLoss training loss of each epoch
   * @param validationLoss validation loss of each epoch
   * @param accuracy validation accuracy of each epoch, 0 to 1
   * @param bestEpoch the epoch to mark, counted from 1
   * @return the picture
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or {@code
   *     bestEpoch} is out of range
   */
  public static LearningCurve ofLossAndAccuracy(
      double[] trainingLoss, double[] validationLoss, double[] accuracy, int bestEpoch) {
    Map<String, double[]> losses = new LinkedHashMap<>();
    losses.put("training", trainingLoss);
    losses.put("validation", validationLoss);
    return new LearningCurve(
        List.of(new Panel("Loss", losses), new Panel("Accuracy", Map.of("validation", accuracy))),
        bestEpoch);
  }

  /**
   * Writes the picture as a PNG of 640 x 480 pixels per panel.
   *
   * @param out where to write; not closed
   * @throws IOException if it cannot be written
   */
  public void writePng(OutputStream out) throws IOException {
    if (!ImageIO.write(LearningCurvePainter.paint(this), "png", out)) {
      throw new IOException(
          "This Java runtime cannot write PNG: use one with the java.desktop module.");
    }
  }
}
