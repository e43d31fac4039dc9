/**
 * The inference and generation workloads with ONNX Runtime, on models that this package writes
 * itself.
 */
package io.github.rnn4j.benchmark.onnxruntime;
