package io.github.rnn4j.stateful;

/** Streams that a {@link StepwiseNetwork} reads. */
record StepwiseSteps(StepwiseNetwork network, StepwiseNetwork.State state) implements NetworkSteps {

  @Override
  public int tokens() {
    return network.tokens();
  }

  @Override
  public float[] step(int token) {
    return network.step(token, state);
  }

  @Override
  public float[] step(float[] features) {
    return network.step(features, state);
  }

  @Override
  public float[] logits() {
    return state.logits();
  }

  @Override
  public NetworkSteps copy() {
    return new StepwiseSteps(network, state.copy());
  }
}
