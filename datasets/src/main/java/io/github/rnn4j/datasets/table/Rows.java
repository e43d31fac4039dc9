package io.github.rnn4j.datasets.table;

import java.io.IOException;

/** Reads the rows of a text one after the other. */
interface Rows {

  /**
   * Returns the next row that is not an empty line.
   *
   * @return the row; null at the end
   * @throws io.github.rnn4j.datasets.DataException if the text is not in the format of the rows
   */
  TableRow next() throws IOException;
}
