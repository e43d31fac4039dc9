package io.github.rnn4j.kernel.cell;

/**
 * Where the numbers of a token begin in {@link CellArrays}. One object moves from token to token,
 * so that a step allocates nothing.
 */
final class TokenPlaces {
  /** In the gates. */
  int gates;

  /** The state before the step, in a stack. */
  int before;

  /** The state after the step, in a stack. */
  int after;

  /** In an array with a row for each token. */
  int token;

  /** In an array with a row for each segment. */
  int segment;

  /**
   * Moves to some units of a token.
   *
   * @param row its row among the tokens of this step, which is its segment
   * @param firstToken the first token of this step
   * @param firstBefore the row of that token's state before the step
   * @param unit the first unit wanted
   */
  void move(CellArrays a, int row, int firstToken, int firstBefore, int unit) {
    gates = (firstToken + row) * a.gateStride + unit;
    before = (firstBefore + row) * a.width + unit;
    after = (a.segments + firstToken + row) * a.width + unit;
    token = (firstToken + row) * a.width + unit;
    segment = row * a.width + unit;
  }
}
