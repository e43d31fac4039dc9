package io.github.rnn4j.imdb.training;

import io.github.rnn4j.imdb.model.ImdbNetwork;
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
 * matrix product is computed here. A logit above 0 is a probability above one half.
 */
final class TrainingAccuracy extends BaseTrainingListener {

  private double[] logits;
  private int correct;

  /** Returns the number of correct predictions on the latest minibatch. */
  int correct() {
    return correct;
  }

  @Override
  public void onForwardPass(Model model, Map<String, INDArray> activations) {
    ComputationGraph network = (ComputationGraph) model;
    Map<String, INDArray> output = network.getLayer(ImdbNetwork.OUTPUT).paramTable();
    logits =
        activations
            .get(ImdbNetwork.DENSE) // [B, D]
            .mmul(output.get("W"))
            .addiRowVector(output.get("b")) // [B, 1]
            .toDoubleVector();
  }

  @Override
  public void onBackwardPass(Model model) {
    IOutputLayer output = (IOutputLayer) ((ComputationGraph) model).getLayer(ImdbNetwork.OUTPUT);
    double[] labels = output.getLabels().toDoubleVector(); // [B, 1]
    correct = 0;
    for (int row = 0; row < labels.length; row++) {
      if (logits[row] >= 0 == labels[row] > 0.5) {
        correct++;
      }
    }
  }
}
