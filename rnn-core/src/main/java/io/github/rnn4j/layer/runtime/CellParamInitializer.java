package io.github.rnn4j.layer.runtime;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.layer.parameter.CellParameter;
import io.github.rnn4j.layer.parameter.CellParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Splits the flat parameter vector into the parameters that a cell declares, and fills them.
 *
 * <p>The layout is Deeplearning4j's: one parameter after the other, matrices column by column.
 */
public final class CellParamInitializer implements ParamInitializer {
  public static final CellParamInitializer INSTANCE = new CellParamInitializer();

  private CellParamInitializer() {}

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return cell(layer).length();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return cell(layer).keys();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return cell(layer).list().stream().filter(p -> !p.isBias()).map(CellParameter::key).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return cell(layer).keys(CellParameter.Role.BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    BaseRecurrentLayer layer = (BaseRecurrentLayer) conf.getLayer();
    flatViews(layer, paramsView)
        .forEach(
            (parameter, view) -> {
              conf.addVariable(parameter.key());
              if (initializeParams) {
                fill(layer, parameter, view);
              }
            });
    return getGradientsFromFlattened(conf, paramsView);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    flatViews(conf.getLayer(), gradientView)
        .forEach((p, view) -> views.put(p.key(), view.reshape('f', p.shape())));
    return views;
  }

  private static Map<CellParameter, INDArray> flatViews(Layer layer, INDArray vector) {
    INDArray flat = vector.reshape(vector.length());
    Map<CellParameter, INDArray> views = new LinkedHashMap<>();
    long start = 0;
    for (CellParameter parameter : cell(layer).list()) {
      if (parameter.length() == 0) {
        throw new IllegalStateException(
            "Parameter %s has shape %s: set nIn and nOut of layer %s, or the network's input type"
                .formatted(parameter.key(), parameter.sizes(), layer.getLayerName()));
      }
      long end = start + parameter.length();
      views.put(parameter, flat.get(interval(start, end)));
      start = end;
    }
    return views;
  }

  private static CellParameters cell(Layer layer) {
    return ((DeclaredParameters) layer).cellParameters();
  }

  private static void fill(BaseRecurrentLayer layer, CellParameter parameter, INDArray view) {
    long length = parameter.length() / parameter.blocks();
    for (int block = 0; block < parameter.blocks(); block++) {
      INDArray part = view.get(interval(block * length, (block + 1) * length));
      if (parameter.isBias()) {
        part.assign(parameter.blockBias().getOrDefault(block, layer.getBiasInit()));
      } else {
        long rows = parameter.sizes().get(0);
        long[] shape = {rows, length / rows};
        weightInit(layer, parameter).init((double) rows, (double) shape[1], shape, 'f', part);
      }
    }
  }

  private static IWeightInit weightInit(BaseRecurrentLayer layer, CellParameter parameter) {
    boolean recurrent = parameter.role() == CellParameter.Role.RECURRENT_WEIGHT;
    return recurrent && layer.getWeightInitFnRecurrent() != null
        ? layer.getWeightInitFnRecurrent()
        : layer.getWeightInitFn();
  }
}
