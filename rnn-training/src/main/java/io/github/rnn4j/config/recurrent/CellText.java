package io.github.rnn4j.config.recurrent;

/** What the options of a recurrent cell say, in every configuration that has them. */
public final class CellText {

  /** Description of a {@link Cell}. */
  public static final String CELL =
      "Recurrent cell: ${COMPLETION-CANDIDATES}. samediff-elman is elman written in SameDiff, and"
          + " much slower.";

  /** Description of a {@link io.github.rnn4j.layer.samediff.Recurrence}. */
  public static final String RECURRENCE =
      "What samediff-elman feeds back from the previous step: ${COMPLETION-CANDIDATES}.";

  /** Description of a {@link HiddenActivation}. */
  public static final String ACTIVATION =
      "Activation function of the Elman cells: ${COMPLETION-CANDIDATES}. relu and identity have no"
          + " upper limit.";

  /** Description of {@link RecurrentWeights}. */
  public static final String RECURRENT_WEIGHTS =
      "Initial values of the recurrent weights: ${COMPLETION-CANDIDATES}.";

  private CellText() {}
}
