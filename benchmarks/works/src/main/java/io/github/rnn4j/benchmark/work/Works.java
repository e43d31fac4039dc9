package io.github.rnn4j.benchmark.work;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All workloads by name, and the only place that defines their sizes. */
public final class Works {
  /** Fixed sizes of the workloads that show the cost against T, H and B. */
  private static final int T = 100;

  private static final int H = 128;
  private static final int B = 32;

  /** Outputs at each step of a network that maps numbers to numbers. */
  private static final int VALUES = 16;

  private static final int SYMBOLS = 80;
  private static final Network CHARACTERS = Network.symbols(SYMBOLS, 256, 512);

  /** The textbook's vocabulary and sizes. */
  private static final Network REVIEWS = Network.reviews(69_025, 20, 64, 1);

  private Works() {}

  /**
   * Returns the workloads that peers are compared on.
   *
   * @return the workloads in the order of the table
   */
  public static List<Work> compared() {
    return List.of(
        training("imdb", "IMDb: embedding 69,025 x 20, BiLSTM 64", REVIEWS, new Batch(32, 60, 299)),
        new Work(
            "imdb-stacked",
            "IMDb, real reviews: embedding 20, 2 x BiLSTM 128",
            Task.TRAINING,
            Network.reviews(69_025, 20, 128, 2),
            Batch.of(32, 1),
            true),
        training("charlm", "characters: embedding 256, LSTM 512", CHARACTERS, Batch.of(64, 40)),
        values("elman", "Elman 256 -> 512", Cell.ELMAN, 256, 512, Batch.of(64, 40)),
        values("gru", "GRU 256 -> 256", Cell.GRU, 256, 256, Batch.of(64, 40)),
        values("lstm-128", "LSTM 128 -> 128", Cell.LSTM, 128, 128, Batch.of(32, 100)),
        values("lstm-256", "LSTM 256 -> 256", Cell.LSTM, 256, 256, Batch.of(32, 100)),
        values("lstm-512", "LSTM 256 -> 512", Cell.LSTM, 256, 512, Batch.of(64, 40)),
        new Work(
            "imdb-predict-1",
            "IMDb, one review of 200 words",
            Task.INFERENCE,
            REVIEWS,
            Batch.of(1, 200),
            false),
        new Work(
            "imdb-predict-64",
            "IMDb, 64 reviews",
            Task.INFERENCE,
            REVIEWS,
            new Batch(64, 60, 299),
            false),
        new Work(
            "predict-lstm-256",
            "LSTM 256 -> 256",
            Task.INFERENCE,
            Network.values(Cell.LSTM, 256, 256, VALUES),
            Batch.of(32, 100),
            false),
        new Work(
            "generate",
            "LSTM 512, one character at a time",
            Task.GENERATION,
            CHARACTERS,
            Batch.of(1, 50),
            false));
  }

  /**
   * Returns the workloads that show the cost against one size while the other sizes stay fixed.
   *
   * @param axis the size that varies
   * @return the workloads from small to large
   */
  public static List<Work> scaling(Axis axis) {
    return axis.sizes().stream().map(size -> scaled(axis, size)).toList();
  }

  /** A size that the cost is measured against. */
  public enum Axis {
    /** Time steps. */
    T,
    /** Hidden units and input features. */
    H,
    /** Sequences in a minibatch. */
    B;

    /**
     * Returns the values of this size.
     *
     * @return the values from small to large
     */
    public List<Integer> sizes() {
      return switch (this) {
        case T -> List.of(25, 50, 100, 200, 400);
        case H -> List.of(32, 64, 128, 256, 512);
        case B -> List.of(4, 8, 16, 32, 64, 128);
      };
    }
  }

  private static Work scaled(Axis axis, int size) {
    int steps = axis == Axis.T ? size : T;
    int hidden = axis == Axis.H ? size : H;
    int batch = axis == Axis.B ? size : B;
    String name = "scaling-t%d-h%d-b%d".formatted(steps, hidden, batch);
    String title = "LSTM %d, B %d, T %d".formatted(hidden, batch, steps);
    return values(name, title, Cell.LSTM, hidden, hidden, Batch.of(batch, steps));
  }

  /**
   * Finds a workload.
   *
   * @param name the name
   * @return the workload
   * @throws IllegalArgumentException if there is no such workload; the message lists the names
   */
  public static Work named(String name) {
    List<Work> all = new ArrayList<>(compared());
    Stream.of(Axis.values()).forEach(axis -> all.addAll(scaling(axis)));
    return all.stream()
        .filter(work -> work.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no workload '%s'; choose from %s"
                        .formatted(name, compared().stream().map(Work::name).toList())));
  }

  private static Work training(String name, String title, Network network, Batch batch) {
    return new Work(name, title, Task.TRAINING, network, batch, false);
  }

  private static Work values(
      String name, String title, Cell cell, int inputs, int hidden, Batch batch) {
    return training(name, title, Network.values(cell, inputs, hidden, VALUES), batch);
  }
}
