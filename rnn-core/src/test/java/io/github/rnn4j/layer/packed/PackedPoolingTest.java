package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static io.github.rnn4j.layer.packed.PackedLayers.C;
import static io.github.rnn4j.layer.packed.PackedLayers.H;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.kernel.choice.BackendProperty;
import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.Masks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pooled results against every step of the same layer, pooled here. */
class PackedPoolingTest {
  private static final int B = 5;
  private static final int T = 7;
  private static final List<SequenceResult> POOLED =
      List.of(SequenceResult.MEAN, SequenceResult.MAX, SequenceResult.MEAN_AND_MAX);

  @AfterEach
  void forceNoBackend() {
    System.clearProperty(BackendProperty.NAME);
  }

  @ParameterizedTest
  @EnumSource(PackedLayers.class)
  void equalsEveryStepPooledInDouble(PackedLayers kind) {
    check(kind, DataType.DOUBLE, 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"vector", "plain", "nd4j"})
  void equalsEveryStepPooledOnEachBackend(String backend) {
    System.setProperty(BackendProperty.NAME, backend);
    for (PackedLayers kind : PackedLayers.values()) {
      check(kind, DataType.FLOAT, 2e-6);
    }
  }

  /** Checks all directions, merge modes, results and masks, with recurrent dropout. */
  private static void check(PackedLayers kind, DataType type, double tolerance) {
    for (SequenceResult result : POOLED) {
      check(kind, Direction.FORWARD, MergeMode.CONCAT, result, Masks.HOLES, type, tolerance);
      check(kind, Direction.BACKWARD, MergeMode.CONCAT, result, Masks.HOLES, type, tolerance);
      for (MergeMode merge : MergeMode.values()) {
        check(kind, Direction.BIDIRECTIONAL, merge, result, Masks.HOLES, type, tolerance);
      }
    }
    for (Masks masks : Masks.values()) {
      check(
          kind,
          Direction.BIDIRECTIONAL,
          MergeMode.MULTIPLY,
          SequenceResult.MEAN_AND_MAX,
          masks,
          type,
          tolerance);
    }
  }

  private static void check(
      PackedLayers kind,
      Direction direction,
      MergeMode merge,
      SequenceResult result,
      Masks masks,
      DataType type,
      double tolerance) {
    LayerFixture steps = layer(kind, direction, merge, SequenceResult.EVERY_STEP, type);
    LayerFixture pooled = layer(kind, direction, merge, result, type);
    check(steps, pooled, random(1, B, C, T), masks.create(B, T, 3), tolerance);
  }

  private static LayerFixture layer(
      PackedLayers kind,
      Direction direction,
      MergeMode merge,
      SequenceResult result,
      DataType type) {
    PackedRecurrentLayer.Builder<?> builder = kind.builder();
    builder.direction(direction).merge(merge).result(result).recurrentDropout(0.4).nIn(C).nOut(H);
    return PackedLayers.randomized(new LayerFixture(builder.build(), type));
  }

  private static void check(
      LayerFixture steps, LayerFixture pooled, INDArray x, INDArray mask, double tolerance) {
    PackedRecurrentLayer conf = (PackedRecurrentLayer) pooled.layer.conf().getLayer();
    long batch = x.size(0);
    INDArray eps = random(2, batch, conf.outputSize());
    Nd4j.getRandom().setSeed(17); // of the recurrent dropout
    INDArray every = steps.forward(x, mask).dup();
    INDArray expected = Nd4j.create(DataType.DOUBLE, batch, conf.outputSize());
    INDArray stepErrors = Nd4j.create(DataType.DOUBLE, every.shape());
    pool(every, mask, conf.result(), eps, expected, stepErrors);
    LayerFixture.Pass a = steps.backward(every, stepErrors);
    Nd4j.getRandom().setSeed(17);
    LayerFixture.Pass b = pooled.pass(x, mask, eps);

    assertThat(b.output().shape()).containsExactly(batch, conf.outputSize());
    assertThat(distance(b.output(), expected)).as("output of " + conf).isLessThan(tolerance);
    assertThat(distance(b.inputGradient(), a.inputGradient()))
        .as("input gradient of " + conf)
        .isLessThan(tolerance);
    assertThat(distance(gradients(pooled), gradients(steps)))
        .as("gradients of " + conf)
        .isLessThan(20 * tolerance);
  }

  private static INDArray gradients(LayerFixture layer) {
    return layer.layer.getGradientsViewArray();
  }

  /** Pools steps {@code [B, S, T]}, and distributes the errors of the result to them. */
  private static void pool(
      INDArray steps,
      INDArray mask,
      SequenceResult result,
      INDArray eps,
      INDArray pooled,
      INDArray stepErrors) {
    int size = (int) steps.size(1);
    for (int b = 0; b < steps.size(0); b++) {
      int row = b;
      int[] valid =
          IntStream.range(0, (int) steps.size(2))
              .filter(t -> mask == null || mask.getDouble(row, t) == 1)
              .toArray();
      for (int j = 0; j < size; j++) {
        int column = 0;
        if (result != SequenceResult.MAX) {
          double sum = 0;
          for (int t : valid) {
            sum += steps.getDouble(b, j, t);
            stepErrors.putScalar(b, j, t, eps.getDouble(b, j) / valid.length);
          }
          pooled.putScalar(b, j, sum / valid.length);
          column = size;
        }
        if (result != SequenceResult.MEAN) {
          int highest = valid[0];
          for (int t : valid) {
            highest = steps.getDouble(b, j, t) > steps.getDouble(b, j, highest) ? t : highest;
          }
          pooled.putScalar(b, column + j, steps.getDouble(b, j, highest));
          double error = stepErrors.getDouble(b, j, highest) + eps.getDouble(b, column + j);
          stepErrors.putScalar(b, j, highest, error);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"DOUBLE, 1e-12", "FLOAT, 2e-6"})
  void oneSequenceAndOneStepArePooled(DataType type, double tolerance) {
    for (SequenceResult result : POOLED) {
      for (long[] shape : new long[][] {{1, C, 1}, {1, C, 6}, {4, C, 1}}) {
        check(
            layer(
                PackedLayers.LSTM,
                Direction.BIDIRECTIONAL,
                MergeMode.CONCAT,
                SequenceResult.EVERY_STEP,
                type),
            layer(PackedLayers.LSTM, Direction.BIDIRECTIONAL, MergeMode.CONCAT, result, type),
            random(1, shape),
            null,
            tolerance);
      }
    }
  }

  /** Several threads share the rows, and sequences are longer than the rows read at a time. */
  @ParameterizedTest
  @EnumSource(value = MergeMode.class)
  void largeMinibatchesArePooled(MergeMode merge) {
    INDArray mask = Masks.RIGHT.create(9, 80, 4);
    LayerFixture[] layers = new LayerFixture[2];
    SequenceResult[] results = {SequenceResult.EVERY_STEP, SequenceResult.MEAN_AND_MAX};
    for (int i = 0; i < 2; i++) {
      PackedRecurrentLayer.Builder<?> builder = new PackedGru.Builder();
      builder.direction(Direction.BIDIRECTIONAL).merge(merge).result(results[i]).nIn(9).nOut(37);
      layers[i] = new LayerFixture(builder.build(), DataType.FLOAT);
      layers[i].withParams(random(9, 1, layers[i].layer.numParams()).muli(0.1));
    }

    check(layers[0], layers[1], random(1, 9, 9, 80), mask, 1e-5);
  }

  @ParameterizedTest
  @EnumSource(PackedLayers.class)
  void paddingChangesNothing(PackedLayers kind) {
    for (SequenceResult result : POOLED) {
      LayerFixture layer =
          layer(kind, Direction.BIDIRECTIONAL, MergeMode.MULTIPLY, result, DataType.DOUBLE);
      INDArray x = random(1, 2, C, 3);
      INDArray eps = random(2, 2, size(layer));
      Nd4j.getRandom().setSeed(5);
      LayerFixture.Pass alone = layer.pass(x, null, eps);
      INDArray gradients = gradients(layer).dup();
      INDArray padded = Nd4j.concat(2, x, random(3, 2, C, 4).muli(100));
      INDArray mask = Nd4j.concat(1, Nd4j.ones(2, 3), Nd4j.zeros(2, 4));
      Nd4j.getRandom().setSeed(5);
      LayerFixture.Pass with = layer.pass(padded, mask, eps);

      assertThat(with.output()).isEqualTo(alone.output());
      assertThat(distance(gradients(layer), gradients)).isLessThan(1e-12);
      INDArray atPadding = with.inputGradient().get(all(), all(), interval(3, 7));
      assertThat(atPadding.amaxNumber().doubleValue()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(PackedLayers.class)
  void packedBatchEqualsOneSequenceAtATime(PackedLayers kind) {
    for (SequenceResult result : POOLED) {
      LayerFixture layer =
          PackedLayers.randomized(
              new LayerFixture(
                  kind.create(Direction.BIDIRECTIONAL, MergeMode.CONCAT, result), DataType.DOUBLE));
      INDArray x = random(1, B, C, T);
      INDArray mask = Masks.RIGHT.create(B, T, 4);
      INDArray eps = random(2, B, size(layer));
      LayerFixture.Pass batch = layer.pass(x, mask, eps);
      INDArray gradients = gradients(layer).dup();

      INDArray sum = Nd4j.zerosLike(gradients);
      for (int b = 0; b < B; b++) {
        int length = mask.getRow(b).sumNumber().intValue();
        INDArray own = x.get(interval(b, b + 1), all(), interval(0, length)).dup();
        LayerFixture.Pass alone = layer.pass(own, null, eps.get(interval(b, b + 1), all()).dup());
        sum.addi(gradients(layer));
        assertThat(distance(alone.output(), batch.output().get(interval(b, b + 1), all())))
            .isLessThan(1e-12);
      }
      assertThat(distance(gradients, sum)).isLessThan(1e-12);
    }
  }

  @Test
  void theSameMinibatchGivesTheSameBits() {
    PackedGru conf =
        new PackedGru.Builder()
            .direction(Direction.BIDIRECTIONAL)
            .result(SequenceResult.MEAN_AND_MAX)
            .nIn(33)
            .nOut(65)
            .build();
    LayerFixture layer = new LayerFixture(conf, DataType.FLOAT);
    INDArray x = random(1, 17, 33, 31);
    INDArray mask = Masks.HOLES.create(17, 31, 3);
    INDArray eps = random(2, 17, 4 * 65);
    LayerFixture.Pass first = layer.pass(x, mask, eps);

    for (int i = 0; i < 10; i++) {
      LayerFixture.Pass again = layer.pass(x, mask, eps);
      assertThat(again.output()).isEqualTo(first.output());
      assertThat(again.inputGradient()).isEqualTo(first.inputGradient());
      assertThat(again.gradients()).isEqualTo(first.gradients());
    }
  }

  /** A unit that is always zero has its maximum at each step; the first one gets the gradient. */
  @Test
  void theFirstOfEqualStepsGetsTheGradientOfTheMaximum() {
    PackedElman conf =
        new PackedElman.Builder()
            .activation(Activation.IDENTITY)
            .result(SequenceResult.MAX)
            .nIn(1)
            .nOut(1)
            .build();
    LayerFixture layer = new LayerFixture(conf, DataType.FLOAT);
    layer.withParams(Nd4j.createFromArray(new double[][] {{1, 0, 0}})); // h = x
    INDArray x = Nd4j.createFromArray(new double[][][] {{{2, 9, 5, 9, 9}}});
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 0, 1, 1, 1}});

    LayerFixture.Pass pass = layer.pass(x, mask, Nd4j.ones(DataType.DOUBLE, 1, 1));

    assertThat(pass.output().getDouble(0)).isEqualTo(9);
    assertThat(pass.inputGradient().reshape(5).toDoubleVector()).containsExactly(0, 0, 0, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({"DOUBLE", "FLOAT"})
  void theOtherFormatIsPooledOverTheSameSteps(DataType type) {
    for (SequenceResult result : POOLED) {
      PackedRecurrentLayer conf =
          PackedLayers.GRU.create(Direction.BIDIRECTIONAL, MergeMode.ADD, result);
      PackedRecurrentLayer timeFirst =
          PackedLayers.GRU.create(Direction.BIDIRECTIONAL, MergeMode.ADD, result);
      timeFirst.setRnnDataFormat(RNNFormat.NWC);
      INDArray x = random(1, B, C, T);
      INDArray mask = Masks.HOLES.create(B, T, 3);
      INDArray eps = random(2, B, conf.outputSize());

      LayerFixture.Pass a =
          PackedLayers.randomized(new LayerFixture(conf, type)).pass(x, mask, eps);
      LayerFixture.Pass b =
          PackedLayers.randomized(new LayerFixture(timeFirst, type))
              .pass(x.permute(0, 2, 1).dup(), mask, eps);

      assertThat(b.output()).isEqualTo(a.output());
      assertThat(b.inputGradient().permute(0, 2, 1)).isEqualTo(a.inputGradient());
      assertThat(b.gradients()).isEqualTo(a.gradients());
    }
  }

  @Test
  void sequencesInPartsAreRefused() {
    for (SequenceResult result : POOLED) {
      LayerFixture layer =
          new LayerFixture(
              PackedLayers.LSTM.create(Direction.FORWARD, MergeMode.CONCAT, result),
              DataType.DOUBLE);
      INDArray x = random(1, B, C, T);

      assertThatThrownBy(() -> layer.timeStep(x))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("rnnTimeStep does not work with result " + result + ":")
          .hasMessageContaining("use EVERY_STEP");
      layer.forward(x, null);
      assertThatThrownBy(() -> layer.tbptt(random(2, B, size(layer)), 2))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("truncated BPTT does not work with result " + result + ":");
    }
  }

  @Test
  void aMaskRowOfZerosIsRefused() {
    LayerFixture layer =
        new LayerFixture(
            PackedLayers.LSTM.create(Direction.FORWARD, MergeMode.CONCAT, SequenceResult.MAX),
            DataType.DOUBLE);
    INDArray mask = Nd4j.ones(B, T);
    mask.putRow(2, Nd4j.zeros(T));

    assertThatThrownBy(() -> layer.forward(random(1, B, C, T), mask))
        .hasMessageContaining("Mask row 2 is all zero");
  }

  /** A segment of longer sequences may lie in the padding of all of them. */
  @ParameterizedTest
  @CsvSource({"DOUBLE", "FLOAT"})
  void withoutAnyStepTheResultIsZero(DataType type) {
    for (SequenceResult result : POOLED) {
      LayerFixture layer =
          layer(PackedLayers.GRU, Direction.BIDIRECTIONAL, MergeMode.ADD, result, type);
      INDArray x = random(1, B, C, T);
      INDArray eps = random(2, B, size(layer));

      LayerFixture.Pass pass = layer.passFrom(Map.of(), x, Nd4j.zeros(B, T), eps);

      assertThat(pass.output().amaxNumber().doubleValue()).isZero();
      assertThat(pass.inputGradient().amaxNumber().doubleValue()).isZero();
      assertThat(gradients(layer).amaxNumber().doubleValue()).isZero();
    }
  }

  private static long size(LayerFixture layer) {
    return ((PackedRecurrentLayer) layer.layer.conf().getLayer()).outputSize();
  }

  @Test
  void outputSizesCountDirectionsAndPoolings() {
    long[] sizes =
        Arrays.stream(SequenceResult.values())
            .mapToLong(
                result ->
                    PackedLayers.GRU
                        .create(Direction.BIDIRECTIONAL, MergeMode.CONCAT, result)
                        .outputSize())
            .toArray();

    assertThat(sizes).containsExactly(2 * H, 2 * H, 2 * H, 2 * H, 2 * H, 4 * H);
  }
}
