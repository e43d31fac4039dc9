package io.github.rnn4j.timeseries.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionSequenceRecordReader;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.Writable;
import org.deeplearning4j.datasets.datavec.SequenceRecordReaderDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The place where a series from a DataVec reader becomes a {@link DataSetIterator}.
 *
 * <p>{@link #training} is what {@code train} uses: {@link SeriesSource} reads the series from a
 * reader, and {@link SeriesTensors} prepares it. {@link #ofReader} takes the prepared steps from a
 * DataVec reader, with Deeplearning4j's own iterator.
 */
public final class SeriesIterators {

  private SeriesIterators() {}

  /**
   * Creates the minibatch of one epoch: the series, cut into parallel streams of equal length.
   *
   * @param tensors the prepared series
   * @param streams B, the number of streams
   * @param random decides which steps are left out if the length is not a multiple of B
   * @return one minibatch of features {@code [B, C, T]} and labels {@code [B, V K, T]}
   */
  public static DataSetIterator training(SeriesTensors tensors, int streams, Random random) {
    return new ListDataSetIterator<>(List.of(tensors.streams(streams, random)));
  }

  /**
   * Creates the minibatches of one epoch of several series, each of which is one sequence.
   *
   * @param series the prepared series
   * @param rows B, the number of series in a minibatch
   * @param random decides which series are together, and the order of the minibatches
   * @return minibatches of features {@code [B, C, T]} and labels {@code [B, V K, T]}; after the end
   *     of a shorter series, features are 0 and labels NaN
   */
  public static DataSetIterator training(List<SeriesTensors> series, int rows, Random random) {
    return new ListDataSetIterator<>(PanelBatches.of(series, rows, random), 1);
  }

  /**
   * Creates minibatches of streams by Deeplearning4j's {@link SequenceRecordReaderDataSetIterator}.
   *
   * @param reader a reader whose sequences are streams of equal length, such as {@link #reader}
   * @param streams B, the number of streams in a minibatch
   * @param features C, the number of values at the start of a step that are features
   * @param labels V K, the number of values after them
   * @return minibatches of the same form as those of {@link #training}
   */
  public static DataSetIterator ofReader(
      SequenceRecordReader reader, int streams, int features, int labels) {
    return new SequenceRecordReaderDataSetIterator(reader, streams, labels, features, true);
  }

  /**
   * Returns a reader of the streams of a prepared series, one sequence for each stream. A step has
   * the features and the labels, {@code [C + V K]}.
   *
   * @param streams features and labels from {@link SeriesTensors#streams}
   * @return the reader
   */
  public static SequenceRecordReader reader(DataSet streams) {
    List<List<List<Writable>>> sequences = new ArrayList<>();
    for (long row = 0; row < streams.getFeatures().size(0); row++) {
      List<List<Writable>> steps = new ArrayList<>();
      for (long t = 0; t < streams.getFeatures().size(2); t++) {
        List<Writable> step = new ArrayList<>();
        add(streams.getFeatures(), row, t, step);
        add(streams.getLabels(), row, t, step);
        steps.add(step);
      }
      sequences.add(steps);
    }
    return new CollectionSequenceRecordReader(sequences);
  }

  private static void add(INDArray values, long row, long t, List<Writable> step) {
    for (long i = 0; i < values.size(1); i++) {
      step.add(new FloatWritable(values.getFloat(row, i, t)));
    }
  }
}
