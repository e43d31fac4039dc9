package io.github.rnn4j.metric;

/**
 * The names of metrics in the files of a run. The part that was measured may stand before a name,
 * as in {@code test_loss}.
 *
 * <p>Of {@code accuracy}, {@code precision}, {@code recall}, {@code f1} and {@code auc} large
 * values are good, of all others small ones.
 */
public final class MetricName {

  /** The mean loss of an example; its unit depends on the model. */
  public static final String LOSS = "loss";

  /** The share of right answers, 0 to 1. */
  public static final String ACCURACY = "accuracy";

  /** The share of right answers among the positive ones, 0 to 1. */
  public static final String PRECISION = "precision";

  /** The share of positive examples that are found, 0 to 1. */
  public static final String RECALL = "recall";

  /** The harmonic mean of precision and recall, 0 to 1. */
  public static final String F1 = "f1";

  /** The area under the ROC curve, 0 to 1. */
  public static final String AUC = "auc";

  /** The cross-entropy per token in natural units. */
  public static final String NATS = "nats";

  /** The cross-entropy per token in bits: nats divided by ln 2. */
  public static final String BITS = "bits";

  /** {@code e} to the power of the nats: as uncertain as a choice among that many tokens. */
  public static final String PERPLEXITY = "perplexity";

  /** The root of the mean squared error, in the unit of the series. */
  public static final String RMSE = "rmse";

  /** The mean absolute error, in the unit of the series. */
  public static final String MAE = "mae";

  /** The symmetric mean absolute percentage error. */
  public static final String SMAPE = "smape";

  /** The mean absolute error in units of that of the seasonal naive forecast. */
  public static final String MASE = "mase";

  /** The mean pinball loss over the quantiles, in the unit of the series. */
  public static final String PINBALL = "pinball";

  private MetricName() {}
}
