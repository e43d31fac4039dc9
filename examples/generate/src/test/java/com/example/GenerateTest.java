package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GenerateTest {
  @Test
  void generatedTextHasWordsOfTheTrainingText() {
    List<String> words = List.of(Generate.TEXT.split("\\W+"));

    String text = Generate.text(200);

    List<String> written = List.of(text.split("\\W+"));
    assertThat(text).hasSize(200);
    assertThat(written.stream().filter(words::contains).count()).isGreaterThan(written.size() / 2);
  }
}
