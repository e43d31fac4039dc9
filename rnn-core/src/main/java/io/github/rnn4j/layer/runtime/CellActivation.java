package io.github.rnn4j.layer.runtime;

import io.github.rnn4j.kernel.cell.ElmanActivation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** The Deeplearning4j activation functions that a cell may use. */
public final class CellActivation {
  private CellActivation() {}

  /**
   * The activation of a cell whose builder has none, where the network's is given. Deeplearning4j's
   * networks have sigmoid unless they are told otherwise; no one wants it for this reason.
   */
  public static IActivation ofNetwork(IActivation activation) {
    return activation instanceof ActivationSigmoid ? new ActivationTanH() : activation;
  }

  /** Checks an activation; null is a layer outside of any network, whose activation is tanh. */
  public static void check(IActivation activation) {
    boolean plainRelu =
        activation instanceof ActivationReLU relu
            && (relu.getMax() == null || relu.getMax() <= 0)
            && (relu.getThreshold() == null || relu.getThreshold() == 0)
            && (relu.getNegativeSlope() == null || relu.getNegativeSlope() == 0);
    if (activation != null
        && !plainRelu
        && !(activation instanceof ActivationTanH)
        && !(activation instanceof ActivationSigmoid)
        && !(activation instanceof ActivationIdentity)) {
      throw new IllegalArgumentException(
          "Activation "
              + activation
              + " is not supported: it must be tanh, relu, sigmoid or identity");
    }
  }

  public static SDVariable apply(IActivation activation, SameDiff sd, SDVariable z) {
    check(activation);
    if (activation == null || activation instanceof ActivationTanH) {
      return sd.math().tanh(z);
    }
    if (activation instanceof ActivationSigmoid) {
      return sd.nn().sigmoid(z);
    }
    return activation instanceof ActivationReLU ? sd.nn().relu(z, 0) : z;
  }

  /** Converts an activation to the one that the kernel of the packed layers uses. */
  public static ElmanActivation kernel(IActivation activation) {
    check(activation);
    if (activation == null || activation instanceof ActivationTanH) {
      return ElmanActivation.TANH;
    }
    if (activation instanceof ActivationSigmoid) {
      return ElmanActivation.SIGMOID;
    }
    return activation instanceof ActivationReLU ? ElmanActivation.RELU : ElmanActivation.IDENTITY;
  }

  public static void checkTanh(IActivation activation, String layer) {
    if (!(activation instanceof ActivationTanH)) {
      throw new IllegalArgumentException(
          "Activation of %s is %s: it must be tanh".formatted(layer, activation));
    }
  }
}
