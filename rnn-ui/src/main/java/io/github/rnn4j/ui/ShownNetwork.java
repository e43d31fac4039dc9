package io.github.rnn4j.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.api.StatsInitializationReport;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.api.SummaryType;

/**
 * The names under which the UI shows the layers of a network.
 *
 * <p>Deeplearning4j numbers the layers of a {@code MultiLayerNetwork}, so its charts show {@code
 * 1_RW}, and it draws no graph for a subclass such as {@code StreamNetwork}. Here such a network is
 * shown as a graph, a chain of layers with their names: {@code recurrent1_RW}.
 */
final class ShownNetwork {

  private static final String INPUT = "input";

  /** Layer names by number; empty if the network already uses names. */
  private final Map<String, String> names = new LinkedHashMap<>();

  private String graph;

  private ShownNetwork() {}

  static ShownNetwork of(Model network) {
    ShownNetwork shown = new ShownNetwork();
    if (network instanceof MultiLayerNetwork chain) {
      shown.chain(chain);
    }
    return shown;
  }

  private void chain(MultiLayerNetwork network) {
    GraphBuilder builder = new NeuralNetConfiguration.Builder().graphBuilder().addInputs(INPUT);
    String below = INPUT;
    for (NeuralNetConfiguration configuration : network.getLayerWiseConfigurations().getConfs()) {
      Layer layer = configuration.getLayer().clone();
      String name = layer.getLayerName() == null ? "layer" + names.size() : layer.getLayerName();
      names.put(String.valueOf(names.size()), name);
      builder.addLayer(name, layer, below);
      below = name;
    }
    ComputationGraphConfiguration configuration = builder.setOutputs(below).build();
    graph = configuration.toJson();
  }

  /** Names the layers in the report that describes the network. */
  void name(StatsInitializationReport report) {
    if (graph != null) {
      List<String> parameters = new ArrayList<>();
      for (String parameter : report.getModelParamNames()) {
        parameters.add(named(parameter));
      }
      report.reportModelInfo(
          ComputationGraph.class.getName(),
          graph,
          parameters.toArray(String[]::new),
          report.getModelNumLayers(),
          report.getModelNumParams());
    }
  }

  /** Names the layers in the report of an update. */
  void name(StatsReport report) {
    if (graph == null) {
      return;
    }
    report.reportLearningRates(named(report.getLearningRates()));
    for (StatsType type : StatsType.values()) {
      if (report.hasHistograms(type)) {
        report.reportHistograms(type, named(report.getHistograms(type)));
      }
      if (report.hasSummaryStats(type, SummaryType.Mean)) {
        report.reportMean(type, named(report.getMean(type)));
      }
      if (report.hasSummaryStats(type, SummaryType.Stdev)) {
        report.reportStdev(type, named(report.getStdev(type)));
      }
      if (report.hasSummaryStats(type, SummaryType.MeanMagnitudes)) {
        report.reportMeanMagnitudes(type, named(report.getMeanMagnitudes(type)));
      }
    }
  }

  private <V> Map<String, V> named(Map<String, V> byNumber) {
    if (byNumber == null) {
      return null; // of a type that was not collected in this update
    }
    Map<String, V> byName = new LinkedHashMap<>();
    byNumber.forEach((key, value) -> byName.put(named(key), value));
    return byName;
  }

  /** {@code 1_RW} is a parameter, {@code 1} stands for the activations of a layer. */
  private String named(String key) {
    int end = key.indexOf('_');
    String number = end < 0 ? key : key.substring(0, end);
    return names.getOrDefault(number, number) + key.substring(number.length());
  }
}
