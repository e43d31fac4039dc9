package io.github.rnn4j.benchmark;

/** A library that rnn-core is compared with; where it has several forms, with its fastest. */
enum Library {
  PYTORCH("PyTorch"),
  NEWEST_PYTORCH("newest PyTorch"),
  ONEDNN("oneDNN"),
  ONNX_RUNTIME("ONNX Runtime"),
  DL4J("Deeplearning4j");

  private final String title;

  Library(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Returns whether a peer runs this library. */
  boolean includes(PeerKind peer) {
    return switch (this) {
      case PYTORCH -> peer.isPytorch();
      case NEWEST_PYTORCH -> peer == PeerKind.PYTORCH_NEWEST;
      case ONEDNN -> peer == PeerKind.ONEDNN;
      case ONNX_RUNTIME -> peer == PeerKind.ONNX_RUNTIME;
      case DL4J -> peer.isDl4j();
    };
  }
}
