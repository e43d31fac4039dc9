package io.github.rnn4j.architecture;

import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.network.OpenNetworks;
import io.github.rnn4j.text.SamplingOptions;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The code in the Javadoc of the classes that open runs, to compile it; {@link DocumentationTest}
 * checks that it is the same.
 */
final class JavadocExamples {

  private JavadocExamples() {}

  static void classify() {
    try (TextClassifier classifier = TextClassifier.open(Path.of("runs/reviews"))) {
      Prediction prediction = classifier.predict("Dull at first, but in the end it was wonderful.");
      System.out.println(prediction.label()); // or prediction.probabilities()
    }
  }

  static void write() {
    try (LanguageModel model = LanguageModel.open(Path.of("runs/book"))) {
      model.write("The island", 200, SamplingOptions.PLAIN.withScale(2), 1, System.out::print);
      System.out.println(model.measure("The island was large.").bits());
    }
  }

  static void forecast() {
    try (Forecaster forecaster = Forecaster.open(Path.of("runs/airline"))) {
      for (Forecast step : forecaster.forecast(12)) {
        System.out.println(step.time() + " " + step.median());
      }
      TimeSeries newer = forecaster.read(Path.of("airline-1961.csv"));
      forecaster.forecast(newer, 12);
    }
  }

  static void forecastSeveral() {
    try (PanelForecaster stores = PanelForecaster.open(Path.of("runs/stores"))) {
      for (Forecast step : stores.of("store 1").forecast(12)) {
        System.out.println(step.time() + " " + step.median());
      }
    }
  }

  static double[] share(MultiLayerNetwork network, INDArray features) {
    OpenNetworks open = new OpenNetworks(List.of(network));
    double[] output = open.use(() -> network.output(features).toDoubleVector());
    open.close();
    return output;
  }
}
