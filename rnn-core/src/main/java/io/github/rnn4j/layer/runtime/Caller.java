package io.github.rnn4j.layer.runtime;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Finds out for what a layer is differentiated. Deeplearning4j asks the first layer of a network
 * for the gradient with respect to its input even in {@code fit}, which then drops it; it tells the
 * layer nothing about that.
 */
final class Caller {

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Caller() {}

  /**
   * Returns whether {@code MultiLayerNetwork.fit} called the layer directly. {@code
   * backpropGradient} and {@code calculateGradients} return the gradient, and a layer around this
   * one could need it.
   */
  static boolean discardsInputGradient() {
    return STACK.walk(
        frames -> {
          Iterator<StackFrame> callers =
              frames.dropWhile(frame -> ofPackage(frame.getDeclaringClass())).iterator();
          return isOf(callers, "calcBackpropGradients") && isOf(callers, "computeGradientAndScore");
        });
  }

  private static boolean ofPackage(Class<?> type) {
    return Caller.class.getPackage().equals(type.getPackage())
        || StatefulRuntime.class.isAssignableFrom(type);
  }

  private static boolean isOf(Iterator<StackFrame> callers, String method) {
    if (!callers.hasNext()) {
      return false;
    }
    StackFrame caller = callers.next();
    return caller.getDeclaringClass() == MultiLayerNetwork.class
        && caller.getMethodName().equals(method);
  }
}
