package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training with rnn-training in a project that knows it from its repository alone. */
class MoodsTest {
  private static final Map<String, Integer> SENTENCES = new LinkedHashMap<>();

  static {
    SENTENCES.put("what a lovely day", 1);
    SENTENCES.put("this is a lovely film with a happy end", 1);
    SENTENCES.put("we are happy", 1);
    SENTENCES.put("what a gloomy day", 0);
    SENTENCES.put("this is a gloomy film with a sad end", 0);
    SENTENCES.put("we are sad", 0);
  }

  @Test
  void aTrainedRunIsEnoughToPredictFrom(@TempDir Path folder) {
    RunDirectory run = RunDirectory.create(folder.resolve("moods"));

    TrainingResult result = Moods.train(SENTENCES, 40, run);
    Moods moods = Moods.open(RunDirectory.open(folder.resolve("moods")));

    assertThat(result.best().validation().get("accuracy")).isEqualTo(1);
    assertThat(moods.probability("a happy day with a lovely end")).isGreaterThan(0.8);
    assertThat(moods.probability("a sad day with a gloomy end")).isLessThan(0.2);
    assertThat(MetricsCsv.read(run.file(RunDirectory.METRICS))).hasSize(40);
  }
}
