package io.github.rnn4j.spark.apply;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/** The results of the rows of a partition, which are computed batch by batch as they are read. */
final class Batches implements Iterator<Row> {

  private final Iterator<Row> rows;
  private final int size;
  private final UnaryOperator<List<Row>> results;
  private Iterator<Row> ready = Collections.emptyIterator();

  /**
   * Reads rows.
   *
   * @param size how many rows a batch has at most
   * @param results returns one result for each row of a batch, in the same order
   */
  Batches(Iterator<Row> rows, int size, UnaryOperator<List<Row>> results) {
    this.rows = rows;
    this.size = size;
    this.results = results;
  }

  @Override
  public boolean hasNext() {
    return ready.hasNext() || rows.hasNext();
  }

  @Override
  public Row next() {
    if (!ready.hasNext()) {
      List<Row> batch = new ArrayList<>();
      while (batch.size() < size && rows.hasNext()) {
        batch.add(rows.next());
      }
      if (batch.isEmpty()) {
        throw new NoSuchElementException("there are no more rows");
      }
      ready = results.apply(batch).iterator();
    }
    return ready.next();
  }
}
