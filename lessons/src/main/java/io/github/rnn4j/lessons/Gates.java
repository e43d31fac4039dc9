package io.github.rnn4j.lessons;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.optimizer.FusedAdam;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.knowm.xchart.HeatMapChart;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What the gates of an LSTM and of a GRU do while a network reads a text. */
final class Gates {

  private static final int HIDDEN = 4;
  private static final String CHARACTERS = "()[].";
  private static final String SHOWN = "(......)[...](..)[........]";

  private static final int LINES = 32;
  private static final int LENGTH = 30;

  private Gates() {}

  static void run(Notebook page) throws IOException {
    for (GatedCell cell : GatedCell.values()) {
      MultiLayerNetwork network = network(cell);
      page.heading(cell + ", untrained: two steps by hand, and the state of the layer");
      compare(page, cell, network);

      page.heading(cell + ", trained");
      train(page, network);
      trained(page, cell, network);
    }
  }

  /** Prints every gate of the first two steps, computed by hand, and the states of the layer. */
  private static void compare(Notebook page, GatedCell cell, MultiLayerNetwork network) {
    List<INDArray> steps = byHand(cell, network);
    for (int t = 0; t < 2; t++) {
      page.print("step %d", t);
      for (int row = 0; row < cell.names().size(); row++) {
        String numbers = Notebook.numbers(steps.get(t).getRow(row), 6);
        page.print("  %-12s %s", cell.names().get(row), numbers);
      }
      network.rnnTimeStep(oneHot(List.of(SHOWN.substring(t, t + 1))));
      network
          .rnnGetPreviousState(0)
          .forEach((key, state) -> page.print("  %-12s %s", key, Notebook.numbers(state, 6)));
    }
  }

  /** Computes the gates and states of each step of the text. */
  private static List<INDArray> byHand(GatedCell cell, MultiLayerNetwork network) {
    INDArray x = oneHot(List.of(SHOWN)); // [1, V, T]
    INDArray step = Nd4j.zeros(cell.names().size(), HIDDEN); // before the first: a state of zeros
    List<INDArray> steps = new ArrayList<>();
    for (int t = 0; t < SHOWN.length(); t++) {
      step = cell.next(network.paramTable(), x.get(all(), all(), point(t)), step);
      steps.add(step);
    }
    return steps;
  }

  /** Teaches the network to predict the next character, as in any character model. */
  private static void train(Notebook page, MultiLayerNetwork network) {
    List<String> lines = brackets();
    INDArray x = oneHot(lines.stream().map(line -> line.substring(0, LENGTH)).toList());
    INDArray y = oneHot(lines.stream().map(line -> line.substring(1)).toList());
    int epochs = page.epochs(300);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      network.fit(x, y);
      if (epoch == 1 || epoch == epochs) {
        page.print("loss per character in epoch %d: %.4f", epoch, network.score() / LENGTH);
      }
    }
  }

  private static void trained(Notebook page, GatedCell cell, MultiLayerNetwork network)
      throws IOException {
    // To predict the closing bracket, the network must remember which one is open. The unit whose
    // h differs most between the two kinds, at the first dot, is the one that does.
    List<INDArray> steps = byHand(cell, network);
    int h = cell.names().size() - 1;
    INDArray round = steps.get(SHOWN.indexOf('(') + 1).getRow(h); // [H]
    INDArray square = steps.get(SHOWN.indexOf('[') + 1).getRow(h); // [H]
    int unit = Transforms.abs(round.sub(square)).argMax().getInt(0);

    int shown = SHOWN.indexOf(']') + 1;
    String characters = String.join("     ", SHOWN.substring(0, shown).split(""));
    page.print("unit %d            %s", unit, characters);
    for (int row = 0; row <= h; row++) {
      double[] values = overTime(steps.subList(0, shown), row, unit);
      page.print("  %-10s %s", cell.names().get(row), Notebook.numbers(values, 2));
    }
    INDArray p = network.output(oneHot(List.of(SHOWN.substring(0, shown)))); // [1, V, T]
    for (char bracket : new char[] {')', ']'}) {
      INDArray row = p.get(point(0), point(CHARACTERS.indexOf(bracket)), all()); // [T]
      page.print("  next is %c  %s", bracket, Notebook.numbers(row, 2));
    }
    page.picture("gates-" + cell.name().toLowerCase(Locale.ROOT), chart(cell, steps));
  }

  /** Draws a row for each gate of each unit, and a column for each character. */
  private static HeatMapChart chart(GatedCell cell, List<INDArray> steps) {
    List<String> rows = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    for (int row = 0; row < cell.names().size(); row++) {
      for (int unit = 0; unit < HIDDEN; unit++) {
        rows.add(cell.names().get(row) + " " + unit);
        values.add(overTime(steps, row, unit));
      }
      rows.add(" "); // a gap
      values.add(new double[0]);
    }
    return Charts.heatMap(cell.name(), List.of(SHOWN.split("")), rows, values);
  }

  private static double[] overTime(List<INDArray> steps, int row, int unit) {
    return steps.stream().mapToDouble(step -> step.getDouble(row, unit)).toArray();
  }

  private static MultiLayerNetwork network(GatedCell cell) {
    int characters = CHARACTERS.length();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new FusedAdam(0.05))
                .list()
                .layer(cell.layer().nIn(characters).nOut(HIDDEN).build())
                .layer(new SequenceOutput.Builder().nIn(HIDDEN).nOut(characters).build())
                .build());
    network.init();
    return network;
  }

  /** Returns lines such as {@code (...)[.](.....)[....}, one character longer than an input. */
  private static List<String> brackets() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    while (lines.size() < LINES) {
      StringBuilder line = new StringBuilder();
      while (line.length() <= LENGTH) {
        String dots = ".".repeat(1 + random.nextInt(8));
        line.append(random.nextBoolean() ? "(" + dots + ")" : "[" + dots + "]");
      }
      lines.add(line.substring(0, LENGTH + 1));
    }
    return lines;
  }

  /** Encodes lines of the same length, {@code [B, V, T]}. */
  private static INDArray oneHot(List<String> lines) {
    INDArray x = Nd4j.zeros(lines.size(), CHARACTERS.length(), lines.get(0).length());
    for (int b = 0; b < lines.size(); b++) {
      for (int t = 0; t < lines.get(b).length(); t++) {
        x.putScalar(b, CHARACTERS.indexOf(lines.get(b).charAt(t)), t, 1);
      }
    }
    return x;
  }
}
