package io.github.rnn4j.network;

import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;

/**
 * Networks that several threads use until they are closed. Their native memory is freed when they
 * have been closed and no call uses them any more.
 *
 * <pre>{@code
 * OpenNetworks open = new OpenNetworks(List.of(network));
 * double[] output = open.use(() -> network.output(features).toDoubleVector());
 * open.close();
 * }</pre>
 *
 * <p>Thread-safe. It does not prevent two threads from using a network at the same time: {@code
 * output} is synchronized, but before a series of calls that carry state, such as {@code
 * rnnTimeStep}, synchronize on the network.
 */
public final class OpenNetworks implements AutoCloseable {

  private final List<? extends Model> networks;
  private int uses;
  private boolean closed;

  /**
   * Takes networks that nothing else uses.
   *
   * @param networks initialized networks
   */
  public OpenNetworks(List<? extends Model> networks) {
    this.networks = List.copyOf(networks);
  }

  /**
   * Makes a call that uses the networks. They stay open until it returns, even if another thread
   * closes them.
   *
   * @param call the call; it may make further ones, but not after {@link #close}
   * @param <T> its result
   * @return its result
   * @throws IllegalStateException if the networks are closed
   */
  public <T> T use(Supplier<T> call) {
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("The model is closed; open its run again");
      }
      uses++;
    }
    try {
      return call.get();
    } finally {
      boolean last;
      synchronized (this) {
        uses--;
        last = closed && uses == 0;
      }
      if (last) {
        free();
      }
    }
  }

  /**
   * Closes the networks: calls that are running return as if nothing had happened, and the last one
   * frees the memory; later calls fail. Closing again has no effect.
   */
  @Override
  public void close() {
    boolean last;
    synchronized (this) {
      last = !closed && uses == 0;
      closed = true;
    }
    if (last) {
      free();
    }
  }

  private void free() {
    networks.forEach(Model::close);
  }
}
