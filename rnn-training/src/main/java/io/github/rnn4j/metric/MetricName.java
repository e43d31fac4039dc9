package io.github.rnn4j.metric;

/**
 * Names of metrics in the files of a run. A prefix may say which data was measured, as in {@code
 * test_loss}.
 *
 * <p>Higher is better for {@code accuracy}, {@code precision}, {@code recall}, {@code f1}, their
 * macro averages and {@code auc}; lower is better for all other metrics.
 */
public final class MetricName {

  /** The mean loss per example; its unit depends on the model. */
  public static final String LOSS = "loss";

  /** The fraction of correct predictions, 0 to 1. */
  public static final String ACCURACY = "accuracy";

  /** The fraction of predicted positives that are correct, 0 to 1. */
  public static final String PRECISION = "precision";

  /** The fraction of actual positives that are found, 0 to 1. */
  public static final String RECALL = "recall";

  /** The harmonic mean of precision and recall, 0 to 1. */
  public static final String F1 = "f1";

  /** The mean precision of all classes, 0 to 1. */
  public static final String MACRO_PRECISION = "macro_precision";

  /** The mean recall of all classes, 0 to 1. */
  public static final String MACRO_RECALL = "macro_recall";

  /** The mean F1 of all classes, 0 to 1. */
  public static final String MACRO_F1 = "macro_f1";

  /** The area under the ROC curve, 0 to 1. */
  public static final String AUC = "auc";

  /** The cross-entropy per token in natural units. */
  public static final String NATS = "nats";

  /** The cross-entropy per token in bits: nats divided by ln 2. */
  public static final String BITS = "bits";

  /**
   * {@code e} to the power of the nats: the model is as uncertain as if it chose evenly among that
   * many tokens.
   */
  public static final String PERPLEXITY = "perplexity";

  /** The root mean squared error, in the unit of the series. */
  public static final String RMSE = "rmse";

  /** The mean absolute error, in the unit of the series. */
  public static final String MAE = "mae";

  /** The symmetric mean absolute percentage error. */
  public static final String SMAPE = "smape";

  /** The mean absolute error divided by that of the seasonal naive forecast. */
  public static final String MASE = "mase";

  /** The mean pinball loss over the quantiles, in the unit of the series. */
  public static final String PINBALL = "pinball";

  private MetricName() {}
}
