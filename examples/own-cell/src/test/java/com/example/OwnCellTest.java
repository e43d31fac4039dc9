package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.model.ModelArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCellTest {
  @Test
  void cellLearnsAndIsTheSameAfterLoading(@TempDir Path folder) throws IOException {
    MultiLayerNetwork network = OwnCell.trained(80);
    Path file = folder.resolve("network.zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelArchive.write(network, out);
    }

    double loss = network.score(OwnCell.echo());

    // Guessing costs ln 3 = 1.10 for each of the 5 steps that have one before them: 5.5 together.
    assertThat(loss).isLessThan(0.5);
    assertThat(OwnCell.load(file).score(OwnCell.echo())).isEqualTo(loss);
  }
}
