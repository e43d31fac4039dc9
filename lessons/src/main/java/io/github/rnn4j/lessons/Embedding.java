package io.github.rnn4j.lessons;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** How tokens become vectors: one-hot, or as rows of a table that the network learns. */
final class Embedding {

  private static final int VOCABULARY = 10;
  private static final int SIZE = 3; // numbers per token
  private static final int PADDING = 0;

  private Embedding() {}

  static void run(Notebook page) {
    // Two sequences of four tokens. The second has only three; the 0 fills it up.
    INDArray tokens = Nd4j.create(new double[][] {{1, 2, 4, 5}, {4, 3, 2, PADDING}}); // [B, T]

    MultiLayerNetwork network = network();
    INDArray table = network.getParam("0_W").dup(); // [V, E]
    page.heading("The table: one row of " + SIZE + " numbers for each of the 10 tokens");
    for (int token = 0; token < VOCABULARY; token++) {
      page.print("%2d  %s", token, Notebook.numbers(table.getRow(token), 4));
    }

    // The layer looks up the rows. Padding yields zeros, whatever its row contains.
    INDArray vectors = network.feedForward(tokens).get(1); // [B, E, T]
    page.heading("Looked up: input [2, 4], output " + Arrays.toString(vectors.shape()));
    for (int b = 0; b < tokens.size(0); b++) {
      for (int t = 0; t < tokens.size(1); t++) {
        INDArray vector = vectors.get(point(b), all(), point(t));
        page.print("%2d  %s", tokens.getInt(b, t), Notebook.numbers(vector, 4));
      }
    }

    // The same without a lookup: a vector with a single 1, times the table, is a row of the table.
    INDArray oneHot = Nd4j.zeros(1, VOCABULARY); // [1, V]
    oneHot.putScalar(0, 4, 1);
    page.heading("Token 4 as a one-hot vector, and its product with the table");
    page.print("%s", Notebook.numbers(oneHot, 0));
    page.print("%s", Notebook.numbers(oneHot.mmul(table), 4));

    // Training changes only the rows of tokens that occur, and never that of the padding.
    INDArray labels = Nd4j.ones(2, 1, 4); // [B, 1, T]
    network.fit(tokens, labels);
    INDArray change = network.getParam("0_W").sub(table);
    page.heading("Change of each row after one update");
    for (int token = 0; token < VOCABULARY; token++) {
      page.print("%2d  %s", token, Notebook.numbers(change.getRow(token), 4));
    }
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .list()
                .layer(
                    new TokenEmbedding.Builder()
                        .nIn(VOCABULARY)
                        .nOut(SIZE)
                        .paddingIndex(PADDING)
                        .build())
                .layer(
                    new SequenceOutput.Builder(LossFunction.MSE)
                        .nIn(SIZE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return network;
  }
}
