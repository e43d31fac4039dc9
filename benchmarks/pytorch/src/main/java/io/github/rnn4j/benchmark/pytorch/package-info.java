/** PyTorch's recurrent layers as a peer, through its C++ interface. */
package io.github.rnn4j.benchmark.pytorch;
