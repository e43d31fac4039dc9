package io.github.rnn4j.benchmark.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Batch;
import io.github.rnn4j.benchmark.work.Cell;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Task;
import io.github.rnn4j.benchmark.work.Weights;
import io.github.rnn4j.benchmark.work.Work;
import io.github.rnn4j.benchmark.work.Works;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class OneDnnPeerTest {
  private static final int THREADS = 2;

  private static Assignment small(Cell cell) throws IOException {
    Network network = Network.values(cell, 3, 5, 2);
    Work work = new Work("small", "small", Task.TRAINING, network, Batch.of(3, 6), false);
    return Assignment.of(work, Path.of("none"));
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void lossesAreThoseOfThePlainNetworkAlsoAfterUpdates(Cell cell) throws IOException {
    Assignment assignment = small(cell);
    PlainNetwork plain =
        new PlainNetwork(assignment.work().network(), assignment.minibatches().get(0));

    try (Session session = new OneDnnPeer(THREADS).open(assignment, Weights.CHECK)) {
      assertThat(session.parameters()).isEqualTo(plain.size());
      for (int step = 0; step < 4; step++) {
        assertThat(session.step()).isEqualTo(plain.step(), within(2e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void randomWeightsLearn(Cell cell) throws IOException {
    try (Session session = new OneDnnPeer(1).open(small(cell), Weights.RANDOM)) {
      double first = session.step();
      double last = first;
      for (int step = 0; step < 200; step++) {
        last = session.step();
      }

      assertThat(last).isLessThan(0.7 * first);
    }
  }

  @Test
  void workloadsThatOneDnnHasNoNetworkForAreRefused() throws IOException {
    Assignment reviews = Assignment.of(Works.named("imdb-predict-1"), Path.of("none"));

    assertThatThrownBy(() -> new OneDnnPeer(THREADS).open(reviews, Weights.CHECK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave out workload imdb-predict-1");
  }

  @Test
  void versionIsThatOfTheLibrary() {
    assertThat(new OneDnnPeer(THREADS).versions()).matches("oneDNN 3\\.\\d+\\.\\d+, 2 threads");
  }
}
