package io.github.rnn4j.batch;

import java.util.List;
import java.util.NoSuchElementException;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * An endless series of minibatches of one long sequence, of which an iterator gives out a stretch
 * at a time. Minibatch {@code k} depends on what the series was made of and on {@code k} alone: to
 * go on after an interruption, remember {@link #position()} and nothing else.
 */
abstract class MinibatchSeries implements DataSetIterator {

  private static final long serialVersionUID = 1L;

  private final SlicedTokens tokens;
  private final long count;
  private long from;
  private long next;
  private DataSetPreProcessor preProcessor;

  /** The stretch of {@code count} minibatches from number {@code from} on. */
  MinibatchSeries(SlicedTokens tokens, long from, long count) {
    if (from < 0) {
      throw new IllegalArgumentException(
          "The stretch begins at minibatch %d; they are numbered from 0".formatted(from));
    }
    if (count < 1) {
      throw new IllegalArgumentException(
          "The stretch has %d minibatches; it must have 1 or more".formatted(count));
    }
    Math.addExact(from, count);
    this.tokens = tokens;
    this.from = from;
    this.count = count;
    next = from;
  }

  /** Minibatch k of the series. */
  abstract DataSet build(long k);

  /**
   * The number of minibatches of one pass over the sequence.
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
   * The number, in the endless series, of the minibatch that {@link #next()} gives. A stretch that
   * begins there goes on where this one is.
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
   * The next minibatch: features {@code [B, C, T]} and labels {@code [B, V, T]} or {@code [B, 1,
   * T]}, of type FLOAT, without masks, because every step is real.
   *
   * @return the minibatch, new arrays that nobody else holds
   * @throws NoSuchElementException if the stretch is at its end
   */
  @Override
  public final DataSet next() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          "The stretch ends before minibatch %d; call reset() for the next one".formatted(next));
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
        "next(%d): the size of a minibatch is batchSize, here %d; call next()"
            .formatted(num, batch()));
  }

  /**
   * Goes to the stretch of the same length that follows this one, or stays when nothing was taken
   * from it. So a loop that resets before each epoch sees the same epochs as one that resets after
   * each.
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
   * DL4J is not to wrap this iterator in its own prefetching: to cut a minibatch out of the
   * sequence is nothing beside a training step.
   *
   * @return false
   */
  @Override
  public final boolean asyncSupported() {
    return false;
  }

  /**
   * The number of features at a step.
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
   * The names of the tokens: not known here.
   *
   * @return null, which DL4J's evaluation takes for numbered classes
   */
  @Override
  public final List<String> getLabels() {
    return null;
  }
}
