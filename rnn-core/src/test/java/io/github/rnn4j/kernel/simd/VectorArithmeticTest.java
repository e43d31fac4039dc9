package io.github.rnn4j.kernel.simd;

import io.github.rnn4j.kernel.arithmetic.FloatArithmeticTest;

class VectorArithmeticTest extends FloatArithmeticTest {
  VectorArithmeticTest() {
    super(new VectorArithmetic(), 2e-7);
  }
}
