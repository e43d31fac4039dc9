package io.github.rnn4j.stateful;

import static io.github.rnn4j.kernel.step.OutputActivation.IDENTITY;
import static io.github.rnn4j.kernel.step.OutputActivation.SIGMOID;
import static io.github.rnn4j.kernel.step.OutputActivation.SOFTMAX;

import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.kernel.step.DenseWeights;
import io.github.rnn4j.kernel.step.StepModel;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.stateful.LayerChain.Link;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Builds the model of a {@link StepwiseNetwork} from a chain of layers, or reports which layer is
 * not supported.
 */
final class StepwiseLayers {
  static final String USER = "StepwiseNetwork";

  private static final LayerReader READER = new LayerReader(USER);

  private StepwiseLayers() {}

  static StepModel model(List<Link> chain) {
    int first = LayerReader.isEmbedding(chain.get(0).conf()) ? 1 : 0;
    int last = chain.size() - 1;
    DenseWeights.Source output = output(chain.get(last));
    if (first == last) {
      throw chain.get(last).refusal("there is no recurrent layer below it");
    }
    List<StepModel.Cell> cells =
        chain.subList(first, last).stream().map(StepwiseLayers::cell).toList();
    chain.forEach(READER::checkPreProcessor);
    INDArray vectors = first == 1 ? READER.vectors(chain.get(0)) : null;
    return new StepModel(vectors, cells, output, BackendChoice.predictionArithmetic());
  }

  private static StepModel.Cell cell(Link link) {
    PackedRecurrentLayer layer = READER.packed(link);
    if (layer.direction() != Direction.FORWARD) {
      throw link.refusal(
          "its direction is %s, but a backward direction starts at the end of the sequence"
              .formatted(layer.direction()));
    }
    if (layer.result() != SequenceResult.EVERY_STEP) {
      throw link.refusal("it yields " + layer.result() + ", but StepwiseNetwork needs EVERY_STEP");
    }
    List<INDArray> parameters = layer.cellParameters().keys().stream().map(link::param).toList();
    return new StepModel.Cell(layer.cellShape(), parameters);
  }

  private static DenseWeights.Source output(Link link) {
    if (!(link.conf() instanceof SequenceOutput
        || link.conf().getClass() == RnnOutputLayer.class)) {
      throw link.refusal("the last layer must be a SequenceOutput or an RnnOutputLayer");
    }
    return READER.dense(link, SOFTMAX, SIGMOID, IDENTITY);
  }
}
