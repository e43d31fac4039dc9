package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertTest {
  @Test
  void convertedNetworkIsTheSameAndTrainsOn(@TempDir File folder) throws IOException {
    File file = new File(folder, "network.zip");
    Convert.existing().save(file, true);

    Convert.Result result = Convert.convert(file);

    assertThat(result.largestDifference()).isLessThan(1e-5);
    assertThat(result.lossAfter()).isLessThan(result.lossBefore());
    MultiLayerNetwork saved = MultiLayerNetwork.load(file, true);
    assertThat(saved.getLayerWiseConfigurations().getConf(0).getLayer()).isInstanceOf(LSTM.class);
  }
}
