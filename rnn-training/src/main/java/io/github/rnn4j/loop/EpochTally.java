package io.github.rnn4j.loop;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;

/** Adds up the minibatches of one epoch. */
final class EpochTally {

  private final int epoch;
  private int minibatches;
  private long sequences;
  private long tokens;
  private double weightedLoss;
  private double seconds;

  EpochTally(int epoch) {
    this(epoch, EpochPart.NONE);
  }

  /** Goes on after what was done of the epoch before. */
  EpochTally(int epoch, EpochPart done) {
    this.epoch = epoch;
    minibatches = done.minibatches();
    sequences = done.sequences();
    tokens = done.tokens();
    weightedLoss = done.weightedLoss();
    seconds = done.seconds();
  }

  EpochPart part() {
    return new EpochPart(minibatches, sequences, tokens, weightedLoss, seconds);
  }

  MinibatchEvent add(DataSet minibatch, double loss, double elapsed) {
    minibatches++;
    long rows = minibatch.getFeatures().size(0);
    long steps = realSteps(minibatch);
    sequences += rows;
    tokens += steps;
    weightedLoss += loss * rows;
    seconds += elapsed;
    return new MinibatchEvent(epoch, minibatches, loss, rows, steps, elapsed);
  }

  TrainingTotals totals() {
    if (minibatches == 0) {
      throw new RunException(
          "Epoch "
              + epoch
              + " has no minibatches. Check that the data is not empty and that the iterator starts"
              + " anew in every epoch.");
    }
    return new TrainingTotals(minibatches, sequences, tokens, weightedLoss / sequences, seconds);
  }

  int minibatches() {
    return minibatches;
  }

  private static long realSteps(DataSet minibatch) {
    INDArray mask = minibatch.getFeaturesMaskArray(); // [B, T]
    if (mask != null) {
      // In double: a float sum of ones is exact only up to 2^24 of them.
      return Math.round(mask.castTo(DataType.DOUBLE).sumNumber().doubleValue());
    }
    INDArray features = minibatch.getFeatures(); // [B, C, T], or [B, C] of one step each
    return features.rank() == 3 ? features.size(0) * features.size(2) : features.size(0);
  }
}
