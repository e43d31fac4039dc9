package io.github.rnn4j.spark.series;

import io.github.rnn4j.datasets.series.SeriesFormat;
import io.github.rnn4j.datasets.series.SeriesRecords;
import io.github.rnn4j.datasets.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/** The rows of one series, in any order. */
public final class SeriesRows {

  /** Why rows without the name of a series have no forecast. */
  public static final String WITHOUT_NAME = "the column that names the series is empty or null";

  private static final int TIME = 2;

  private final String name;
  private final List<Row> rows; // name, number, time, values

  SeriesRows(String name, List<Row> rows) {
    this.name = name;
    this.rows = rows;
  }

  /**
   * Returns the name of the series.
   *
   * @return the name; empty if the rows have none, or there is only one series
   */
  public String name() {
    return name;
  }

  /**
   * Returns the number of rows.
   *
   * @return 1 or more
   */
  public int count() {
    return rows.size();
  }

  /**
   * Reads the series.
   *
   * @param title its name in messages
   * @param variables the names of the values
   * @param format how it is written, and what to do about missing values
   * @return the series
   * @throws io.github.rnn4j.datasets.DataException if it is not a series
   */
  public TimeSeries read(String title, List<String> variables, SeriesFormat format) {
    List<SeriesRecords.Variable> columns = new ArrayList<>();
    for (String variable : variables) {
      columns.add(new SeriesRecords.Variable(variable, 1 + columns.size())); // after the time
    }
    return new SeriesRecords(0, columns, format)
        .readUnordered(
            title, new CollectionRecordReader(rows.stream().map(SeriesRows::record).toList()));
  }

  private static List<Writable> record(Row row) {
    List<Writable> record = new ArrayList<>();
    record.add(new Text(row.isNullAt(TIME) ? "" : row.getString(TIME)));
    for (int i = TIME + 1; i < row.size(); i++) {
      record.add(writable(row.get(i)));
    }
    return record;
  }

  private static Writable writable(Object value) {
    if (value == null) {
      return NullWritable.INSTANCE;
    }
    return value instanceof Double number ? new DoubleWritable(number) : new Text((String) value);
  }
}
