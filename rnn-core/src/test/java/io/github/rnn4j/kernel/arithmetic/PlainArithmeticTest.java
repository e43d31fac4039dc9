package io.github.rnn4j.kernel.arithmetic;

class PlainArithmeticTest extends FloatArithmeticTest {
  PlainArithmeticTest() {
    super(new PlainArithmetic(), 3.3e-7);
  }
}
