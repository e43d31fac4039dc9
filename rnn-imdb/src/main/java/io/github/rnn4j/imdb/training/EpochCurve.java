package io.github.rnn4j.imdb.training;

import io.github.rnn4j.cli.train.PictureFile;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.picture.LearningCurve;
import io.github.rnn4j.run.RunDirectory;
import java.util.function.ToDoubleFunction;

/** Draws loss and accuracy of all epochs. */
public final class EpochCurve {

  private EpochCurve() {}

  /**
   * Saves the picture in the run.
   *
   * @param run the run
   * @param result the epochs of its network, or of its first one
   */
  public static void draw(TrainingRun run, TrainingResult result) {
    LearningCurve curve =
        LearningCurve.ofLossAndAccuracy(
            each(result, epoch -> epoch.training().loss()),
            each(result, epoch -> epoch.validation().get(MetricName.LOSS)),
            each(result, epoch -> epoch.validation().get(MetricName.ACCURACY)),
            result.best().epoch());
    PictureFile.write(
        run.directory(), RunDirectory.LEARNING_CURVE, curve::writePng, run.console().err());
  }

  private static double[] each(TrainingResult result, ToDoubleFunction<EpochEvent> value) {
    return result.epochs().stream().mapToDouble(value).toArray();
  }
}
