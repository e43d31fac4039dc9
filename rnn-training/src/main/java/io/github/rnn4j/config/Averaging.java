package io.github.rnn4j.config;

/** What the programs share about the averaging of weights. */
public final class Averaging {

  /** The largest decay. */
  public static final double MOST = 0.9999;

  /** The description of the option. */
  public static final String TEXT =
      "Validate and keep a moving average of the weights instead of the latest ones: 0.998 averages"
          + " about the last 500 updates; 0 for none, at most 0.9999.";

  private Averaging() {}
}
