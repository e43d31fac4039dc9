package io.github.rnn4j.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Steps in compiled vector instructions allocate nothing, after models of other sizes and cells,
 * too. It needs a Java process of its own, with the optimizing compiler.
 */
class StepwiseAllocationTest {

  private static final String VECTORS = "jdk.incubator.vector";
  private static final int WARM_UP = 6000;
  private static final int STEPS = 1000;

  /** Prints the bytes that each model allocated in all its measured steps. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      measure(new PackedLstm.Builder(), 64);
      measure(new PackedGru.Builder(), 128);
      measure(new PackedElman.Builder(), 33);
      measure(new PackedLstm.Builder(), 320);
    }

    private static void measure(PackedRecurrentLayer.Builder<?> cell, int units) {
      StepwiseNetwork network = network(cell, units);
      StepwiseNetwork.State state = network.start();
      step(network, state, WARM_UP);
      ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = thread.getCurrentThreadAllocatedBytes();
      step(network, state, STEPS);
      System.out.println(thread.getCurrentThreadAllocatedBytes() - before);
    }

    private static StepwiseNetwork network(PackedRecurrentLayer.Builder<?> cell, int units) {
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .list()
                  .layer(cell.nIn(20).nOut(units).build())
                  .layer(
                      new SequenceOutput.Builder(LossFunction.MCXENT)
                          .nIn(units)
                          .nOut(20)
                          .activation(Activation.SOFTMAX)
                          .build())
                  .build());
      network.init();
      return StepwiseNetwork.of(network);
    }

    private static void step(StepwiseNetwork network, StepwiseNetwork.State state, int steps) {
      for (int i = 0; i < steps; i++) {
        network.step(i % 20, state);
      }
    }
  }

  static boolean vectorsExist() {
    return ModuleLayer.boot().findModule(VECTORS).isPresent()
        || ModuleFinder.ofSystem().find(VECTORS).isPresent();
  }

  @Test
  @EnabledIf("vectorsExist")
  void compiledStepsAllocateNothing() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xbatch", // compiles before it goes on
            "--add-modules",
            VECTORS,
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName());
    Process program = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    String out = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(program.waitFor()).isZero();
    List<String> bytes = out.lines().filter(line -> line.matches("[0-9]+")).toList();
    assertThat(bytes).hasSize(4);
    // a vector in each step would be a hundred thousand
    assertThat(bytes).allSatisfy(line -> assertThat(Long.parseLong(line)).isLessThan(50_000));
  }
}
