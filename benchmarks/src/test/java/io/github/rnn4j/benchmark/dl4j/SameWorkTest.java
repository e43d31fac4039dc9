package io.github.rnn4j.benchmark.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Batch;
import io.github.rnn4j.benchmark.work.Cell;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Task;
import io.github.rnn4j.benchmark.work.Weights;
import io.github.rnn4j.benchmark.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SameWorkTest {

  static List<Work> works() {
    Network reviews = Network.reviews(30, 3, 4, 2);
    Network symbols = Network.symbols(11, 3, 5);
    return List.of(
        work(Task.TRAINING, reviews, new Batch(4, 2, 9)),
        work(Task.INFERENCE, reviews, new Batch(4, 2, 9)),
        work(Task.INFERENCE, reviews, Batch.of(1, 6)),
        work(Task.TRAINING, symbols, Batch.of(3, 5)),
        work(Task.GENERATION, symbols, Batch.of(1, 20)),
        work(Task.TRAINING, Network.values(Cell.ELMAN, 3, 5, 2), Batch.of(3, 6)),
        work(Task.TRAINING, Network.values(Cell.LSTM, 3, 5, 2), Batch.of(3, 6)));
  }

  private static Work work(Task task, Network network, Batch batch) {
    return new Work("small", "small", task, network, batch, false);
  }

  @ParameterizedTest
  @MethodSource("works")
  void packedAndOwnLayersGiveTheSameOnEqualWeights(Work work) throws IOException {
    Assignment assignment = Assignment.of(work, Path.of("none"));

    try (Session packed = new Dl4jPeer(new PackedNetworks()).open(assignment, Weights.CHECK);
        Session own = new Dl4jPeer(new OwnNetworks()).open(assignment, Weights.CHECK)) {
      assertThat(packed.parameters()).isEqualTo(work.network().parameters());
      assertThat(own.parameters()).isEqualTo(work.network().parameters());
      for (int step = 0; step < 3; step++) { // the later ones after updates
        assertThat(packed.step()).isEqualTo(own.step(), within(1e-4));
      }
    }
  }
}
