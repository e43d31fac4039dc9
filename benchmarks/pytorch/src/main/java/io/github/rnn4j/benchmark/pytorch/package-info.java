/** PyTorch's recurrent layers as a peer, called through the C++ interface. */
package io.github.rnn4j.benchmark.pytorch;
