package io.github.rnn4j.imdb;

import org.nd4j.linalg.factory.Nd4j;

/** Sentiment of film reviews. */
public final class ImdbApplication {
  private ImdbApplication() {}

  /** Starts the application. */
  public static void main(String[] args) {
    System.out.println(Nd4j.linspace(1, 3, 3));
  }
}
