package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Cell;
import io.github.rnn4j.benchmark.work.Head;
import io.github.rnn4j.benchmark.work.Task;
import io.github.rnn4j.benchmark.work.Work;
import java.util.Locale;

/** The peers to measure, each in a separate process. */
enum PeerKind {
  /** The packed layers with the vector module and otherwise default settings. */
  RNN4J("rnn-core"),
  /** The packed layers on one thread, to compare with all cores. */
  RNN4J_ONE("rnn-core, 1 thread"),
  /** Deeplearning4j's layers, one OpenMP thread. */
  DL4J_ONE("DL4J, OMP 1"),
  /** Deeplearning4j's layers, an OpenMP thread for each core. */
  DL4J_ALL("DL4J, OMP all cores"),
  /** PyTorch with packed sequences; not used when all lengths are equal. */
  PYTORCH_PACKED("PyTorch, packed"),
  /**
   * PyTorch with padded sequences, where it also reads the padding and computes a different
   * function.
   */
  PYTORCH_PADDED("PyTorch"),
  /** The newest PyTorch with padded sequences. */
  PYTORCH_NEWEST("newest PyTorch"),
  /** oneDNN's recurrent primitives, which train on numbers. */
  ONEDNN("oneDNN"),
  /** ONNX Runtime, which only predicts. */
  ONNX_RUNTIME("ONNX Runtime");

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

  /** Whether this is the PyTorch with MKL, in either form. */
  boolean isPytorch() {
    return this == PYTORCH_PACKED || this == PYTORCH_PADDED;
  }

  boolean does(Work work) {
    return switch (this) {
      case RNN4J, PYTORCH_PADDED, PYTORCH_NEWEST -> true;
      case RNN4J_ONE -> false;
      case DL4J_ONE, DL4J_ALL -> work.network().cell() != Cell.GRU;
      case PYTORCH_PACKED -> work.isVariable();
      case ONEDNN -> work.task() == Task.TRAINING && work.network().head() == Head.VALUES;
      case ONNX_RUNTIME -> work.task() != Task.TRAINING;
    };
  }

  /**
   * Whether this peer computes the same function, and therefore the same loss, as the other peers.
   */
  boolean computesTheSame(Work work) {
    boolean padded = this == PYTORCH_PADDED || this == PYTORCH_NEWEST;
    return !padded || !work.isVariable();
  }
}
