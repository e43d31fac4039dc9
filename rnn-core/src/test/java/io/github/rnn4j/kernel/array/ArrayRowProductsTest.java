package io.github.rnn4j.kernel.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.kernel.RowProducts;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.PlainArithmetic;
import io.github.rnn4j.kernel.nd4j.Nd4jBackend;
import io.github.rnn4j.kernel.simd.VectorArithmetic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Compares the products of the vector instructions with ND4J's in DOUBLE. */
class ArrayRowProductsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 7, 3",
    "2, 64, 16",
    "95, 33, 1",
    "97, 5, 80",
    "400, 129, 17",
    "1000, 96, 130"
  })
  void equalTheProductsOfNd4j(int rows, int inputs, int outputs) {
    Nd4j.getRandom().setSeed(1); // a single product can be close to 0, and its rounding then large
    INDArray x = Nd4j.randn(DataType.DOUBLE, rows, inputs);
    INDArray weights = Nd4j.randn(DataType.DOUBLE, inputs, outputs).dup('f');
    INDArray bias = Nd4j.randn(DataType.DOUBLE, 1, outputs);
    INDArray errors = Nd4j.randn(DataType.DOUBLE, rows, outputs);
    List<INDArray> expected = all(new Nd4jBackend().rowProducts(), x, weights, bias, errors);
    for (FloatArithmetic arithmetic : List.of(new VectorArithmetic(), new PlainArithmetic())) {
      RowProducts products = new ArrayRowProducts(arithmetic);
      for (int pass = 0; pass < 2; pass++) { // the second reuses the arrays of the first
        List<INDArray> actual =
            all(products, single(x), single(weights), single(bias), single(errors));

        for (int i = 0; i < expected.size(); i++) {
          double largest = expected.get(i).amaxNumber().doubleValue();
          double apart =
              expected.get(i).sub(actual.get(i).castTo(DataType.DOUBLE)).amaxNumber().doubleValue();
          assertThat(apart).as(arithmetic.name()).isLessThan(1e-5 * largest);
        }
      }
    }
  }

  @Test
  void workWithoutABias() {
    INDArray x = Nd4j.ones(DataType.FLOAT, 3, 2);
    INDArray weights = Nd4j.ones(DataType.FLOAT, 2, 4).dup('f');
    RowProducts vector = new ArrayRowProducts(new VectorArithmetic());
    vector.forward(x, weights, Nd4j.ones(DataType.FLOAT, 4), Nd4j.create(DataType.FLOAT, 3, 4));
    INDArray z = Nd4j.create(DataType.FLOAT, 3, 4);

    vector.forward(x, weights, null, z);

    assertThat(z).isEqualTo(Nd4j.valueArrayOf(new long[] {3, 4}, 2, DataType.FLOAT));
  }

  private static INDArray single(INDArray array) {
    return array.castTo(DataType.FLOAT);
  }

  private static List<INDArray> all(
      RowProducts products, INDArray x, INDArray weights, INDArray bias, INDArray errors) {
    INDArray z = Nd4j.create(x.dataType(), errors.shape());
    INDArray weightGradient = weights.dup('f').assign(7);
    INDArray rowGradient = Nd4j.create(x.dataType(), x.shape()).assign(7);
    products.forward(x, weights, bias, z);
    products.backward(x, weights, errors, weightGradient, rowGradient);
    return List.of(z, weightGradient, rowGradient);
  }
}
