package io.github.rnn4j.batch;

import java.util.List;
import java.util.NoSuchElementException;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * An endless series of minibatches from one long sequence. An iterator returns one section of the
 * series at a time. Minibatch {@code k} depends only on the settings of the series and on {@code
 * k}, so {@link #position()} is all that is needed to resume after an interruption.
 */
abstract class MinibatchSeries implements DataSetIterator {

  private static final long serialVersionUID = 1L;

  private final SlicedTokens tokens;
  private final long count;
  private long from;
  private long next;
  private DataSetPreProcessor preProcessor;

  /** Creates the section of {@code count} minibatches that starts at number {@code from}. */
  MinibatchSeries(SlicedTokens tokens, long from, long count) {
    if (from < 0) {
      throw new IllegalArgumentException(
          "The section begins at minibatch %d; minibatches are numbered from 0".formatted(from));
    }
    if (count < 1) {
      throw new IllegalArgumentException(
          "The section has %d minibatches; it must have 1 or more".formatted(count));
    }
    Math.addExact(from, count);
    this.tokens = tokens;
    this.from = from;
    this.count = count;
    next = from;
  }

  /** Builds minibatch k of the series. */
  abstract DataSet build(long k);

  /**
   * Builds any minibatch of the series, without moving to it.
   *
   * @param number its number, 0 or more; may be beyond the first pass
   * @return the minibatch, as {@link #next()} returns it, but without a pre-processor
   * @throws IllegalArgumentException if the number is negative
   */
  public DataSet minibatch(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("number is %d; it must be 0 or more".formatted(number));
    }
    return build(number);
  }

  /**
   * The number of minibatches in one pass over the sequence.
   *
   * @return 1 or more
   */
  public abstract int minibatchesPerPass();

  final SlicedTokens tokens() {
    return tokens;
  }

  final long stretch() {
    return count;
  }

  /**
   * The number, in the endless series, of the minibatch that {@link #next()} will return. A section
   * that begins there continues from the position of this one.
   *
   * @return 0 or more
   */
  public final long position() {
    return next;
  }

  @Override
  public final boolean hasNext() {
    return next < from + count;
  }

  /**
   * Returns the next minibatch: features {@code [B, C, T]} and labels {@code [B, V, T]} or {@code
   * [B, 1, T]}, of type FLOAT, without masks, because every step is real.
   *
   * @return the minibatch, in new arrays that are not shared
   * @throws NoSuchElementException at the end of the section
   */
  @Override
  public final DataSet next() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          "The section ends before minibatch %d; call reset() for the next section"
              .formatted(next));
    }
    DataSet minibatch = build(next);
    next++;
    if (preProcessor != null) {
      preProcessor.preProcess(minibatch);
    }
    return minibatch;
  }

  /**
   * Not supported: the size is part of the options.
   *
   * @param num ignored
   * @return nothing
   * @throws UnsupportedOperationException always
   */
  @Override
  public final DataSet next(int num) {
    throw new UnsupportedOperationException(
        "next(%d) is not supported: every minibatch has the batch size %d; call next()"
            .formatted(num, batch()));
  }

  /**
   * Moves to the following section of the same length, or stays if nothing has been read from this
   * one. A loop that resets before each epoch therefore sees the same epochs as one that resets
   * after each.
   */
  @Override
  public final void reset() {
    if (next > from) {
      long following = Math.addExact(from, count);
      Math.addExact(following, count);
      from = following;
      next = following;
    }
  }

  @Override
  public final boolean resetSupported() {
    return true;
  }

  /**
   * Tells Deeplearning4j not to wrap this iterator in its own prefetching: cutting a minibatch out
   * of the sequence takes negligible time compared with a training step.
   *
   * @return false
   */
  @Override
  public final boolean asyncSupported() {
    return false;
  }

  /**
   * The number of features per step.
   *
   * @return C
   */
  @Override
  public final int inputColumns() {
    return tokens.options().features().channels();
  }

  /**
   * The number of different tokens that can be predicted.
   *
   * @return V
   */
  @Override
  public final int totalOutcomes() {
    return tokens.options().targets().vocabularySize();
  }

  @Override
  public final int batch() {
    return tokens.options().batchSize();
  }

  @Override
  public final void setPreProcessor(DataSetPreProcessor preProcessor) {
    this.preProcessor = preProcessor;
  }

  @Override
  public final DataSetPreProcessor getPreProcessor() {
    return preProcessor;
  }

  /**
   * Returns null, because the names of the tokens are not known here.
   *
   * @return null; Deeplearning4j's evaluation then uses numbers for the classes
   */
  @Override
  public final List<String> getLabels() {
    return null;
  }
}
