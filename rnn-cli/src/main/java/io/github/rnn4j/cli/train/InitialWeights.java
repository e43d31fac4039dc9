package io.github.rnn4j.cli.train;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Copies the weights of a trained network into a new one. */
public final class InitialWeights {

  private InitialWeights() {}

  /**
   * Copies the weights of {@link RunDirectory#INITIAL}, if the run has it. An array of the new
   * network may be larger, because it knows more tokens: the additional rows or columns keep their
   * random values.
   *
   * @param network the new network, which is changed
   * @param run the run
   * @param reader reads a network of the run by the name of its file
   * @param <N> the type of the network
   * @return the new network
   * @throws RunException if the networks differ in another way
   */
  public static <N extends Model> N into(
      N network, RunDirectory run, BiFunction<RunDirectory, String, N> reader) {
    return into(network, run, reader, name -> false);
  }

  /**
   * Copies weights, but keeps the random values of some arrays.
   *
   * @param network the new network, which is changed
   * @param run the run
   * @param reader reads a network of the run by the name of its file
   * @param random whether an array keeps its random values, by its name
   * @param <N> the type of the network
   * @return the new network
   * @throws RunException if the networks differ in another way
   */
  public static <N extends Model> N into(
      N network,
      RunDirectory run,
      BiFunction<RunDirectory, String, N> reader,
      Predicate<String> random) {
    if (run.has(RunDirectory.INITIAL)) {
      Map<String, INDArray> to = new LinkedHashMap<>(network.paramTable());
      Map<String, INDArray> from =
          new LinkedHashMap<>(reader.apply(run, RunDirectory.INITIAL).paramTable());
      to.keySet().removeIf(random);
      from.keySet().removeIf(random);
      copy(from, to, run);
    }
    return network;
  }

  private static void copy(Map<String, INDArray> from, Map<String, INDArray> to, RunDirectory run) {
    if (!from.keySet().equals(to.keySet())) {
      throw otherNetwork(run, from.keySet().toString(), to.keySet().toString());
    }
    to.forEach(
        (name, array) -> {
          INDArray trained = from.get(name);
          long[] shape = trained.shape();
          boolean fits = shape.length == array.rank();
          for (int axis = 0; fits && axis < shape.length; axis++) {
            fits = shape[axis] <= array.size(axis);
          }
          if (!fits) {
            throw otherNetwork(
                run,
                name + " " + Arrays.toString(shape),
                name + " " + Arrays.toString(array.shape()));
          }
          INDArrayIndex[] part =
              Arrays.stream(shape)
                  .mapToObj(size -> NDArrayIndex.interval(0, size))
                  .toArray(INDArrayIndex[]::new);
          array.get(part).assign(trained);
        });
  }

  private static RunException otherNetwork(RunDirectory run, String has, String needed) {
    return run.mixedFiles(
        "the network in %s has %s, but this run needs %s"
            .formatted(RunDirectory.INITIAL, has, needed));
  }
}
