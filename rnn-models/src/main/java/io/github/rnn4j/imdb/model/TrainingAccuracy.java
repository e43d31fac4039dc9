package io.github.rnn4j.imdb.model;

import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Counts the correct predictions on each training minibatch, before its update.
 *
 * <p>Deeplearning4j does not pass the activations of the output layer to its listeners, so its
 * matrix product is computed here; without a dense layer, the dropout of its input is left out. Of
 * two classes, a logit above 0 is a probability above one half; of more, the largest logit wins.
 */
public final class TrainingAccuracy extends BaseTrainingListener {

  private double[][] logits; // [B][1] or [B][K]
  private int correct;

  /** Returns the number of correct predictions on the latest minibatch. */
  public int correct() {
    return correct;
  }

  @Override
  public void onForwardPass(Model model, Map<String, INDArray> activations) {
    ComputationGraph network = (ComputationGraph) model;
    Map<String, INDArray> output = network.getLayer(ImdbNetwork.OUTPUT).paramTable();
    logits =
        activations
            .get(
                network
                    .getConfiguration()
                    .getVertexInputs()
                    .get(ImdbNetwork.OUTPUT)
                    .get(0)) // [B, D]
            .mmul(output.get("W"))
            .addiRowVector(output.get("b")) // [B, 1] or [B, K]
            .toDoubleMatrix();
  }

  @Override
  public void onBackwardPass(Model model) {
    IOutputLayer output = (IOutputLayer) ((ComputationGraph) model).getLayer(ImdbNetwork.OUTPUT);
    double[][] labels = output.getLabels().toDoubleMatrix(); // [B][1] or [B][K]
    correct = 0;
    for (int row = 0; row < labels.length; row++) {
      boolean right =
          labels[row].length == 1
              ? logits[row][0] >= 0 == labels[row][0] > 0.5
              : greatest(logits[row]) == greatest(labels[row]);
      correct += right ? 1 : 0;
    }
  }

  private static int greatest(double[] values) {
    int greatest = 0;
    for (int k = 1; k < values.length; k++) {
      greatest = values[k] > values[greatest] ? k : greatest;
    }
    return greatest;
  }
}
