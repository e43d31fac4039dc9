package io.github.rnn4j.kernel.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.kernel.DirectionBackward;
import io.github.rnn4j.kernel.DirectionForward;
import io.github.rnn4j.kernel.InputGradient;
import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.RecurrentPass;
import io.github.rnn4j.kernel.arithmetic.PlainArithmetic;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import io.github.rnn4j.kernel.cell.GateLayout;
import io.github.rnn4j.kernel.nd4j.Nd4jBackend;
import io.github.rnn4j.kernel.simd.VectorArithmetic;
import io.github.rnn4j.kernel.threads.KernelThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Compares the array backend with the ND4J backend, which computes the same in DOUBLE. */
class ArrayEngineTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60); // ND4J draws other numbers each time for the seed 0
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equalsNd4jOperations(long seed) {
    EngineRun run = EngineRun.random(seed, 40);

    assertClose(run, engine(run.shape()));
  }

  static LongStream someSeeds() {
    return LongStream.rangeClosed(101, 120);
  }

  @ParameterizedTest
  @MethodSource("someSeeds")
  void plainLoopsEqualNd4jOperations(long seed) {
    EngineRun run = EngineRun.random(seed, 40);

    assertClose(run, new ArrayEngine(run.shape(), new PlainArithmetic()));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("seeds")
  void plainLoopsEqualNd4jOperationsOnManyMinibatches(long seed) {
    plainLoopsEqualNd4jOperations(seed);
  }

  /** Wider than the blocks of the plain loops, on several threads, in many blocks of tokens. */
  @ParameterizedTest
  @EnumSource(CellType.class)
  void plainLoopsEqualNd4jOperationsWithManyUnits(CellType type) {
    CellShape shape = new CellShape(type, ElmanActivation.TANH, 30, 270);
    double[][] mask = new double[9][20];
    for (int b = 0; b < mask.length; b++) {
      Arrays.fill(mask[b], 0, 20 - 2 * b, 1);
    }
    EngineRun run = new EngineRun(shape, Packing.of(mask), List.of(false, true), 5);

    assertClose(run, new ArrayEngine(shape, new PlainArithmetic()));
    assertClose(run.withDistinctInputs(7), new ArrayEngine(shape, new PlainArithmetic()));
  }

  /** Large enough for several threads and several blocks of tokens. */
  @ParameterizedTest
  @EnumSource(CellType.class)
  void equalsNd4jOperationsOnSeveralThreads(CellType type) {
    CellShape shape = new CellShape(type, ElmanActivation.TANH, 45, 70);
    double[][] mask = new double[19][40];
    for (int b = 0; b < mask.length; b++) {
      Arrays.fill(mask[b], 0, 40 - 2 * b, 1);
    }

    assertClose(new EngineRun(shape, Packing.of(mask), List.of(false, true), 5), engine(shape));
    assertClose(new EngineRun(shape, Packing.of(mask), List.of(true), 6), engine(shape));
  }

  /** Too many weights for a part to add up its gradients within the time loop. */
  @ParameterizedTest
  @EnumSource(CellType.class)
  void equalsNd4jOperationsWithManyWeights(CellType type) {
    int units = type == CellType.ELMAN ? 200 : 100;
    CellShape shape = new CellShape(type, ElmanActivation.TANH, 130, units);
    double[][] mask = new double[9][30];
    for (int b = 0; b < mask.length; b++) {
      Arrays.fill(mask[b], 0, 30 - 2 * b, 1);
    }

    assertThat(WeightGradients.stayInCache(GateLayout.of(shape, 16))).isFalse();
    assertClose(new EngineRun(shape, Packing.of(mask), List.of(false, true), 5), engine(shape));
    assertClose(
        new EngineRun(shape, Packing.of(mask), List.of(true), 6).withDistinctInputs(7),
        engine(shape));
  }

  /** The products of equal inputs are computed once, even on several threads. */
  @ParameterizedTest
  @EnumSource(CellType.class)
  void equalsNd4jOperationsOnFewDistinctInputs(CellType type) {
    CellShape shape = new CellShape(type, ElmanActivation.TANH, 45, 70);
    EngineRun both = new EngineRun(shape, Packing.full(19, 40), List.of(false, true), 5);
    EngineRun one = new EngineRun(shape, Packing.full(19, 40), List.of(true), 6);

    assertClose(both.withDistinctInputs(7), engine(shape));
    assertClose(one.withDistinctInputs(7), engine(shape));
    assertClose(one.withDistinctInputs(150), engine(shape));
  }

  /** Runs growing and shrinking minibatches on one engine, as a layer does. */
  @Test
  void whatABatchLeavesBehindDoesNotTouchTheNext() {
    CellShape shape = new CellShape(CellType.LSTM, ElmanActivation.TANH, 5, 18);
    RecurrentEngine engine = engine(shape);

    for (long seed : new long[] {1, 2, 3, 4, 5, 6, 7, 8}) {
      EngineRun any = EngineRun.random(seed, 20);
      assertClose(new EngineRun(shape, any.packing(), any.directions(), seed), engine);
    }
  }

  @Test
  void theSameMinibatchGivesTheSameBits() {
    CellShape shape = new CellShape(CellType.GRU, ElmanActivation.TANH, 33, 65);
    EngineRun run = new EngineRun(shape, Packing.full(17, 31), List.of(false, true), 3);
    EngineRun.Result first = run.on(engine(shape), DataType.FLOAT);
    RecurrentEngine engine = engine(shape);

    for (int i = 0; i < 10; i++) {
      EngineRun.Result again = run.on(engine, DataType.FLOAT);
      assertThat(again.arrays()).isEqualTo(first.arrays());
    }
  }

  @Test
  void memoryDoesNotGrowOnceTheLargestBatchWasSeen() {
    CellShape shape = new CellShape(CellType.LSTM, ElmanActivation.TANH, 6, 10);
    ArrayEngine engine = new ArrayEngine(shape, new VectorArithmetic());
    List<Boolean> both = List.of(false, true);
    new EngineRun(shape, Packing.full(14, 12), both, 1).on(engine, DataType.FLOAT);
    long reserved = engine.reserved();

    for (long seed = 1; seed <= 300; seed++) {
      Packing packing = EngineRun.random(seed, 2).packing(); // up to 14 sequences, 12 steps
      new EngineRun(shape, packing, both, seed).on(engine, DataType.FLOAT);
    }

    // a mask with holes may have more segments than the full batch had sequences
    assertThat(engine.reserved()).isBetween(reserved, reserved * 5 / 4);
  }

  @Test
  void twoLayersRunAtTheSameTime() {
    CellShape shape = new CellShape(CellType.LSTM, ElmanActivation.TANH, 20, 64);
    List<INDArray> expected = passes(shape, 1);

    CompletableFuture<List<INDArray>> one = CompletableFuture.supplyAsync(() -> passes(shape, 25));
    CompletableFuture<List<INDArray>> two = CompletableFuture.supplyAsync(() -> passes(shape, 25));

    assertThat(one.join()).isEqualTo(expected);
    assertThat(two.join()).isEqualTo(expected);
  }

  /** Returns the outputs of the last of several passes over one batch; shares no random numbers. */
  private static List<INDArray> passes(CellShape shape, int count) {
    RecurrentEngine engine = engine(shape);
    long batch = 12;
    long time = 40;
    INDArray x = Nd4j.linspace(DataType.FLOAT, -1, 0.0002, batch * 20 * time);
    INDArray w = Nd4j.linspace(DataType.FLOAT, -0.2, 0.00005, 20 * 256).reshape('f', 20, 256);
    INDArray rw = Nd4j.linspace(DataType.FLOAT, 0.1, -0.00001, 64 * 256).reshape('f', 64, 256);
    List<INDArray> parameters = List.of(w, rw, Nd4j.zeros(DataType.FLOAT, 256));
    INDArray steps = Nd4j.create(DataType.FLOAT, batch, 64, time);
    List<INDArray> gradients = parameters.stream().map(p -> p.dup('f')).toList();
    INDArray below = Nd4j.create(DataType.FLOAT, batch, 20, time);
    for (int i = 0; i < count; i++) {
      RecurrentPass pass =
          engine.forward(
              Packing.full((int) batch, (int) time),
              x.reshape(batch, 20, time),
              List.of(new DirectionForward(false, parameters, List.of(), steps)),
              true);
      pass.backward(
          InputGradient.ofEachStep(below),
          List.of(new DirectionBackward(steps, List.of(), gradients)));
    }
    List<INDArray> all = new ArrayList<>(gradients);
    all.add(steps);
    all.add(below);
    return all;
  }

  @Test
  void aPassIsDifferentiatedOnceAndOnlyWhenAnnounced() {
    CellShape shape = new CellShape(CellType.ELMAN, ElmanActivation.TANH, 2, 3);
    RecurrentEngine engine = engine(shape);
    List<INDArray> parameters =
        List.of(
            Nd4j.zeros(DataType.FLOAT, 2, 3),
            Nd4j.zeros(DataType.FLOAT, 3, 3),
            Nd4j.zeros(DataType.FLOAT, 3));
    List<DirectionForward> forward =
        List.of(new DirectionForward(false, parameters, List.of(), null));
    INDArray x = Nd4j.zeros(DataType.FLOAT, 1, 2, 4);

    RecurrentPass first = engine.forward(Packing.full(1, 4), x, forward, false);
    assertThatThrownBy(() -> first.backward(InputGradient.unread(), List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("made for prediction");
    RecurrentPass second = engine.forward(Packing.full(1, 4), x, forward, true);
    assertThatThrownBy(() -> first.last(0)).hasMessageContaining("another pass");
    assertThatThrownBy(() -> second.startGradient(0)).hasMessageContaining("before the backward");
  }

  /** An embedding of five tokens below one LSTM, in two directions and several parts. */
  private static final class Embedded {
    private static final int BATCH = 6;
    private static final int TIME = 11;

    private final CellShape shape = new CellShape(CellType.LSTM, ElmanActivation.TANH, 4, 32);
    private final int[] tokens = new Random(3).ints((long) BATCH * TIME, 0, 5).toArray();
    private final INDArray parameterGradients = Nd4j.create(DataType.FLOAT, 4 + 32 + 1, 128);
    private final INDArray below = Nd4j.valueArrayOf(new long[] {BATCH, 4, TIME}, 7f);

    /** Runs both passes; token t has the vector {@code (v, v + 1, v + 2, v + 3) / 10}. */
    Embedded with(InputGradient wanted, int... vectors) {
      Nd4j.getRandom().setSeed(1);
      INDArray x = Nd4j.create(DataType.FLOAT, BATCH, 4, TIME);
      for (int i = 0; i < tokens.length; i++) {
        for (int c = 0; c < 4; c++) {
          x.putScalar(i / TIME, c, i % TIME, (vectors[tokens[i]] + c) / 10f);
        }
      }
      List<INDArray> parameters =
          List.of(
              Nd4j.randn(DataType.FLOAT, 4, 128).divi(3),
              Nd4j.randn(DataType.FLOAT, 32, 128).divi(6),
              Nd4j.randn(DataType.FLOAT, 128));
      INDArray errors = Nd4j.randn(DataType.FLOAT, BATCH, 32, TIME);
      List<DirectionForward> forward = new ArrayList<>();
      List<DirectionBackward> backward = new ArrayList<>();
      for (boolean fromTheEnd : List.of(false, true)) {
        forward.add(new DirectionForward(fromTheEnd, parameters, List.of(), errors.dup()));
        List<INDArray> gradients = parameters.stream().map(p -> p.dup('f')).toList();
        backward.add(new DirectionBackward(errors, List.of(), gradients));
      }
      engine(shape).forward(Packing.full(BATCH, TIME), x, forward, true).backward(wanted, backward);
      parameterGradients.assign(
          Nd4j.vstack(
              backward.get(0).parameters().get(0),
              backward.get(0).parameters().get(1),
              backward.get(1).parameters().get(2).reshape(1, 128)));
      return this;
    }

    /** The gradients with respect to the vector of a token, [4]. */
    INDArray sum(int token) {
      INDArray sum = Nd4j.create(DataType.FLOAT, 4);
      for (int i = 0; i < tokens.length; i++) {
        if (tokens[i] == token) {
          sum.addi(step(i));
        }
      }
      return sum;
    }

    INDArray step(int place) {
      return below.get(
          NDArrayIndex.point(place / TIME), NDArrayIndex.all(), NDArrayIndex.point(place % TIME));
    }

    long stepsWithGradient() {
      return IntStream.range(0, tokens.length)
          .filter(place -> step(place).amaxNumber().doubleValue() > 0)
          .count();
    }
  }

  @Test
  void inputGradientThatNobodyReadsIsNotComputedAndChangesNothingElse() {
    Embedded each = new Embedded();
    each.with(InputGradient.ofEachStep(each.below), 1, 2, 3, 4, 5);
    Embedded unread = new Embedded().with(InputGradient.unread(), 1, 2, 3, 4, 5);

    assertThat(unread.parameterGradients).isEqualTo(each.parameterGradients);
    assertThat(unread.below).isEqualTo(new Embedded().below);
  }

  @Test
  void gradientsOfEqualTokensMayBeSummedInOnePlace() {
    Embedded each = new Embedded();
    each.with(InputGradient.ofEachStep(each.below), 1, 2, 3, 4, 5);
    Embedded sums = new Embedded();
    sums.with(new InputGradient(sums.below, sums.tokens), 1, 2, 3, 4, 5);

    assertThat(sums.parameterGradients).isEqualTo(each.parameterGradients);
    assertThat(each.stepsWithGradient()).isEqualTo(each.tokens.length);
    // Each token in each part of each direction has one place.
    assertThat(sums.stepsWithGradient()).isBetween(5L, 5L * 2 * KernelThreads.count());
    for (int token = 0; token < 5; token++) {
      assertThat(sums.sum(token).distance2(each.sum(token)))
          .isLessThan(1e-5 * each.sum(token).norm2Number().doubleValue());
    }
  }

  @Test
  void gradientsOfTokensWithTheSameVectorAreNotSummed() {
    Embedded each = new Embedded();
    each.with(InputGradient.ofEachStep(each.below), 1, 2, 2, 4, 5);
    Embedded sums = new Embedded();
    sums.with(new InputGradient(sums.below, sums.tokens), 1, 2, 2, 4, 5);

    for (int token = 0; token < 5; token++) {
      assertThat(sums.sum(token).distance2(each.sum(token)))
          .isLessThan(1e-5 * each.sum(token).norm2Number().doubleValue());
    }
  }

  /** Dropout below the layer would not change the zeros, but it would drop their gradients. */
  @Test
  void gradientsOfVectorsWithZerosAreNotSummed() {
    Embedded each = new Embedded();
    each.with(InputGradient.ofEachStep(each.below), 1, 2, 3, -1, 5); // 4th: -0.1, 0, 0.1, 0.2
    Embedded sums = new Embedded();
    sums.with(new InputGradient(sums.below, sums.tokens), 1, 2, 3, -1, 5);

    assertThat(sums.below).isEqualTo(each.below);
  }

  private static void assertClose(EngineRun run, RecurrentEngine engine) {
    EngineRun.Result expected =
        run.on(new Nd4jBackend().recurrentEngine(run.shape()), DataType.DOUBLE);
    EngineRun.Result actual = run.on(engine, DataType.FLOAT);
    assertThat(actual.names()).isEqualTo(expected.names());
    for (int i = 0; i < actual.arrays().size(); i++) {
      INDArray theirs = expected.arrays().get(i);
      INDArray difference = actual.arrays().get(i).castTo(DataType.DOUBLE).sub(theirs);
      double scale = Math.max(0.1, theirs.amaxNumber().doubleValue());
      assertThat(difference.amaxNumber().doubleValue())
          .as("%s of %s", actual.names().get(i), run.shape())
          .isLessThan(2e-5 * scale);
    }
  }

  private static RecurrentEngine engine(CellShape shape) {
    return new ArrayEngine(shape, new VectorArithmetic());
  }
}
