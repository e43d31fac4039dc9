package io.github.rnn4j.charlm.training;

import io.github.rnn4j.cli.train.PictureFile;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.picture.LearningCurve;
import io.github.rnn4j.run.RunDirectory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Draws the loss of all epochs. */
public final class EpochCurve {

  private EpochCurve() {}

  /**
   * Saves the picture in the run.
   *
   * @param run the run
   * @param result the epochs
   * @param token the word for one token
   * @param heldOut whether there is a validation set
   */
  public static void draw(TrainingRun run, TrainingResult result, String token, boolean heldOut) {
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("training", each(result, epoch -> epoch.training().lossPerToken()));
    if (heldOut) {
      lines.put("validation", each(result, epoch -> epoch.validation().get(MetricName.NATS)));
    }
    LearningCurve curve =
        new LearningCurve(
            List.of(new LearningCurve.Panel("nats per " + token, lines)), result.best().epoch());
    PictureFile.write(
        run.directory(), RunDirectory.LEARNING_CURVE, curve::writePng, run.console().err());
  }

  private static double[] each(TrainingResult result, ToDoubleFunction<EpochEvent> value) {
    return result.epochs().stream().mapToDouble(value).toArray();
  }
}
