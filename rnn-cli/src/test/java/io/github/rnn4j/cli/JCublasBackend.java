package io.github.rnn4j.cli;

import org.nd4j.common.io.Resource;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4jBackend;

/** Behaves like ND4J's CUDA backend on a machine without a driver. */
public final class JCublasBackend extends Nd4jBackend {

  @Override
  public boolean isAvailable() {
    Throwable missing =
        new UnsatisfiedLinkError(
            "libjnicudart.so: libcuda.so.1: cannot open shared object file: No such file or directory");
    missing.printStackTrace();
    throw new IllegalStateException(missing);
  }

  @Override
  public boolean canRun() {
    return false;
  }

  @Override
  public boolean allowsOrder() {
    return false;
  }

  @Override
  public int getPriority() {
    return BACKEND_PRIORITY_GPU;
  }

  @Override
  public Resource getConfigurationResource() {
    throw new UnsupportedOperationException();
  }

  @Override
  @SuppressWarnings("rawtypes") // the type of ND4J's method
  public Class getNDArrayClass() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Environment getEnvironment() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String buildInfo() {
    return "test";
  }

  @Override
  public void logBackendInit() {}
}
