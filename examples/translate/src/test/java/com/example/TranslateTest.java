package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TranslateTest {
  @Test
  void wordsAreWrittenBackwards() {
    Translate translate = Translate.trained(300);

    assertThat(translate.of("abc")).isEqualTo("cba");
    assertThat(translate.of("ed")).isEqualTo("de");
    assertThat(translate.of("b")).isEqualTo("b");
  }
}
