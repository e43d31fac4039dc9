package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Cell;
import io.github.rnn4j.benchmark.work.Work;
import java.util.Locale;

/** Who is measured, each in a process of its own. */
enum PeerKind {
  /** The packed layers as a user runs them: nothing set but the vector module. */
  RNN4J("rnn-core"),
  /** The packed layers on one thread; for the cost against the number of threads. */
  RNN4J_ONE("rnn-core, 1 thread"),
  /** Deeplearning4j's layers, one OpenMP thread. */
  DL4J_ONE("DL4J, OMP 1"),
  /** Deeplearning4j's layers, an OpenMP thread for each core. */
  DL4J_ALL("DL4J, OMP all cores"),
  /** PyTorch with packed sequences; where all lengths are equal there is nothing to pack. */
  PYTORCH_PACKED("PyTorch, packed"),
  /** PyTorch on padded sequences, which computes the padding, and another function with it. */
  PYTORCH_PADDED("PyTorch");

  private final String title;

  PeerKind(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isOwn() {
    return this == RNN4J || this == RNN4J_ONE;
  }

  boolean isDl4j() {
    return this == DL4J_ONE || this == DL4J_ALL;
  }

  boolean isPytorch() {
    return this == PYTORCH_PACKED || this == PYTORCH_PADDED;
  }

  boolean does(Work work) {
    return switch (this) {
      case RNN4J, PYTORCH_PADDED -> true;
      case RNN4J_ONE -> false;
      case DL4J_ONE, DL4J_ALL -> work.network().cell() != Cell.GRU;
      case PYTORCH_PACKED -> work.isVariable();
    };
  }

  /** Whether it computes the same function as the others, so that its loss must be theirs. */
  boolean computesTheSame(Work work) {
    return this != PYTORCH_PADDED || !work.isVariable();
  }
}
