package io.github.rnn4j.cli.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * Ctrl-C, SIGTERM and SIGHUP, which a terminal sends when it is closed, for all trainings of this
 * process. While anything watches, the first signal only asks it to stop, and the second one ends
 * the process immediately. At other times, the first signal ends the process. Java leaves a signal
 * alone that is ignored, as SIGHUP is under {@code nohup}.
 */
public final class StopSignals {

  private static final List<Watch> WATCHES = new ArrayList<>();
  private static final Deque<Runnable> RESTORING = new ArrayDeque<>();
  private static String heard;

  private StopSignals() {}

  /** Watches the signals until it is closed. */
  public static final class Watch implements AutoCloseable {

    private final Consumer<String> told;

    private Watch(Consumer<String> told) {
      this.told = told;
    }

    /**
     * Returns the signal, if there was one since the earliest of the current watches began.
     *
     * @return its name, such as {@code Ctrl-C}
     */
    public Optional<String> signal() {
      return StopSignals.heard();
    }

    /** Ends the watch. After the last one, the first signal ends the process again. */
    @Override
    public void close() {
      end(this);
    }
  }

  /**
   * Begins to watch.
   *
   * @param told called with each first signal, on another thread: its name and how to stop
   *     immediately, such as {@code Ctrl-C: %s; press Ctrl-C again to stop immediately}, in which
   *     {@code %s} stands for what happens
   * @return the watch, to be closed
   */
  public static synchronized Watch watch(Consumer<String> told) {
    if (WATCHES.isEmpty()) {
      heard = null;
      listen("INT", "Ctrl-C", "press Ctrl-C again");
      listen("TERM", "SIGTERM", "send SIGTERM again");
      listen("HUP", "SIGHUP", "send SIGHUP again");
    }
    Watch watch = new Watch(told);
    WATCHES.add(watch);
    return watch;
  }

  private static synchronized Optional<String> heard() {
    return Optional.ofNullable(heard);
  }

  private static void listen(String name, String words, String again) {
    Object before = Signals.register(name, () -> hear(name, words, again));
    RESTORING.push(() -> Signals.unregister(name, before));
  }

  private static synchronized void hear(String name, String words, String again) {
    if (heard == null) {
      String line = "%s: %%s; %s to stop immediately".formatted(words, again);
      WATCHES.forEach(watch -> watch.told.accept(line));
    }
    heard = words;
    Signals.registerDefault(name);
  }

  private static synchronized void end(Watch watch) {
    if (WATCHES.remove(watch) && WATCHES.isEmpty()) {
      while (!RESTORING.isEmpty()) {
        RESTORING.pop().run();
      }
    }
  }
}
