package io.github.rnn4j.kernel.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistinctRowsTest {

  @ParameterizedTest
  @CsvSource({"2, 1, 1", "100, 5, 3", "1000, 64, 80", "1000, 1, 500", "333, 7, 166"})
  void everyRowIsItsDistinctRow(int total, int columns, int distinctCount) {
    Random random = new Random(total);
    float[] vectors = new float[distinctCount * columns];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = i; // no two rows are equal
    }
    float[] x = new float[total * columns];
    for (int row = 0; row < total; row++) {
      int vector = row < distinctCount ? row : random.nextInt(distinctCount);
      System.arraycopy(vectors, vector * columns, x, row * columns, columns);
    }
    DistinctRows distinct = new DistinctRows();

    boolean found = distinct.find(x, total, columns);

    assertThat(found).isTrue();
    assertThat(distinct.count()).isEqualTo(distinctCount);
    for (int row = 0; row < total; row++) {
      for (int c = 0; c < columns; c++) {
        assertThat(distinct.rows()[distinct.number(row) * columns + c])
            .isEqualTo(x[row * columns + c]);
      }
    }
  }

  @Test
  void givesUpWhereMoreThanHalfAreDistinct() {
    float[] x = {1, 2, 3, 3, 1, 2, 4, 4}; // rows 1 2, 3 3, 1 2, 4 4: three of four

    assertThat(new DistinctRows().find(x, 4, 2)).isFalse();
  }

  @Test
  void zerosOfDifferentSignAreDifferentRows() {
    float[] x = {0f, -0f, 0f, -0f};
    DistinctRows distinct = new DistinctRows();

    assertThat(distinct.find(x, 4, 1)).isTrue();
    assertThat(distinct.count()).isEqualTo(2);
  }

  /** Uses one object for matrices of different sizes. */
  @Test
  void whatAMatrixLeavesBehindDoesNotTouchTheNext() {
    DistinctRows distinct = new DistinctRows();
    distinct.find(new float[4000], 1000, 4);

    assertThat(distinct.find(new float[] {5, 6, 5, 5}, 4, 1)).isTrue();
    assertThat(distinct.count()).isEqualTo(2);
    assertThat(distinct.number(0)).isEqualTo(distinct.number(3));
    assertThat(distinct.number(1)).isNotEqualTo(distinct.number(0));
  }
}
