package io.github.rnn4j.kernel.cell;

/**
 * The positions of a token's numbers in {@link CellArrays}. One object moves from token to token; a
 * step allocates nothing.
 */
final class TokenPlaces {
  /** Position in the gates. */
  int gates;

  /** Position in a stack of the state before the step. */
  int before;

  /** Position in a stack of the state after the step. */
  int after;

  /** Position in an array with a row for each token. */
  int token;

  /** Position in an array with a row for each segment. */
  int segment;

  /**
   * Moves to a unit of a token.
   *
   * @param row the token's row among those of this step, which is also its segment
   * @param firstToken the first token of this step
   * @param firstBefore the stack row of that token's state before the step
   * @param unit the unit
   */
  void move(CellArrays a, int row, int firstToken, int firstBefore, int unit) {
    gates = (firstToken + row) * a.gateStride + unit;
    before = (firstBefore + row) * a.width + unit;
    after = (a.segments + firstToken + row) * a.width + unit;
    token = (firstToken + row) * a.width + unit;
    segment = row * a.width + unit;
  }
}
