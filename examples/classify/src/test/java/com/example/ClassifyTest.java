package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassifyTest {
  @Test
  void sequencesThatWereNotTrainedOnAreClassified() {
    assertThat(Classify.accuracy()).isGreaterThan(0.9);
  }
}
