/** The training workloads on dense input with oneDNN's recurrent primitives. */
package io.github.rnn4j.benchmark.onednn;
